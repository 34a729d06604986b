import { provesItsStatus } from '../../service/proves-status.ts';
import { countsItsRequests } from '../quota.ts';
import { SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
countsItsRequests(SUSPEND_USER);
