import { provesItsStatus } from '../../service/proves-status.ts';
import { demandsAToken } from '../authentication.ts';
import { REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
demandsAToken(REACTIVATE_USER);
