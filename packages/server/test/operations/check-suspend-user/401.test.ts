import { provesItsStatus } from '../../service/proves-status.ts';
import { demandsAToken } from '../authentication.ts';
import { CHECK_SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
demandsAToken(CHECK_SUSPEND_USER);
