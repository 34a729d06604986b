import { provesItsStatus } from '../../service/proves-status.ts';
import { LIST_USERS } from '../scene.ts';
import { demandsItsScope } from '../scope.ts';

provesItsStatus(import.meta.filename);
demandsItsScope(LIST_USERS);
