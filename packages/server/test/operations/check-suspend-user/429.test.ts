import { provesItsStatus } from '../../service/proves-status.ts';
import { countsItsRequests } from '../quota.ts';
import { CHECK_SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
countsItsRequests(CHECK_SUSPEND_USER);
