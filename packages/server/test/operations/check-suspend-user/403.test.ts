import { provesItsStatus } from '../../service/proves-status.ts';
import { leavesForeignAdministratorsAlone } from '../external-management.ts';
import { keepsTheLastOwner } from '../last-owner.ts';
import { CHECK_SUSPEND_USER } from '../scene.ts';
import { demandsItsScope } from '../scope.ts';

provesItsStatus(import.meta.filename);
demandsItsScope(CHECK_SUSPEND_USER);
leavesForeignAdministratorsAlone(CHECK_SUSPEND_USER);
keepsTheLastOwner(CHECK_SUSPEND_USER);
