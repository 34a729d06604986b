import { provesItsStatus } from '../../service/proves-status.ts';
import { demandsAToken } from '../authentication.ts';
import { SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
demandsAToken(SUSPEND_USER);
