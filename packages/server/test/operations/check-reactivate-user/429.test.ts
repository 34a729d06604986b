import { provesItsStatus } from '../../service/proves-status.ts';
import { countsItsRequests } from '../quota.ts';
import { CHECK_REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
countsItsRequests(CHECK_REACTIVATE_USER);
