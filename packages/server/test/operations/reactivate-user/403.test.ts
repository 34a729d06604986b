import { provesItsStatus } from '../../service/proves-status.ts';
import { leavesForeignAdministratorsAlone } from '../external-management.ts';
import { REACTIVATE_USER } from '../scene.ts';
import { demandsItsScope } from '../scope.ts';

provesItsStatus(import.meta.filename);
demandsItsScope(REACTIVATE_USER);
leavesForeignAdministratorsAlone(REACTIVATE_USER);
