import { provesItsStatus } from '../../service/proves-status.ts';
import { countsItsRequests } from '../quota.ts';
import { GET_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
countsItsRequests(GET_USER);
