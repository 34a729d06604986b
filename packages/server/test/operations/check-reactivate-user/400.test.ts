import { provesItsStatus } from '../../service/proves-status.ts';
import { leavesProvisionedPeopleAlone } from '../provisioning.ts';
import { CHECK_REACTIVATE_USER } from '../scene.ts';
import { refusesUnknownParametersWhereStrict } from '../strictness.ts';

provesItsStatus(import.meta.filename);
leavesProvisionedPeopleAlone(CHECK_REACTIVATE_USER);
refusesUnknownParametersWhereStrict(CHECK_REACTIVATE_USER);
