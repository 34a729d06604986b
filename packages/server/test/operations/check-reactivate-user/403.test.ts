import { provesItsStatus } from '../../service/proves-status.ts';
import { leavesForeignAdministratorsAlone } from '../external-management.ts';
import { CHECK_REACTIVATE_USER } from '../scene.ts';
import { demandsItsScope } from '../scope.ts';

provesItsStatus(import.meta.filename);
demandsItsScope(CHECK_REACTIVATE_USER);
leavesForeignAdministratorsAlone(CHECK_REACTIVATE_USER);
