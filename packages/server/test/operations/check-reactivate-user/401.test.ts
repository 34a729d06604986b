import { provesItsStatus } from '../../service/proves-status.ts';
import { demandsAToken } from '../authentication.ts';
import { CHECK_REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
demandsAToken(CHECK_REACTIVATE_USER);
