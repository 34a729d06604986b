import { provesItsStatus } from '../../service/proves-status.ts';
import { demandsAToken } from '../authentication.ts';
import { LIST_USERS } from '../scene.ts';

provesItsStatus(import.meta.filename);
demandsAToken(LIST_USERS);
