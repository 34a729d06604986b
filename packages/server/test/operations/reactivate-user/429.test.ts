import { provesItsStatus } from '../../service/proves-status.ts';
import { countsItsRequests } from '../quota.ts';
import { REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
countsItsRequests(REACTIVATE_USER);
