import { provesItsStatus } from '../../service/proves-status.ts';
import { demandsAToken } from '../authentication.ts';
import { GET_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
demandsAToken(GET_USER);
