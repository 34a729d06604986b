import { provesItsStatus } from '../../service/proves-status.ts';
import { GET_USER } from '../scene.ts';
import { demandsItsScope } from '../scope.ts';

provesItsStatus(import.meta.filename);
demandsItsScope(GET_USER);
