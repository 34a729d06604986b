import { provesItsStatus } from '../../service/proves-status.ts';
import { refusesOtherBodies } from '../bodies.ts';
import { leavesProvisionedPeopleAlone } from '../provisioning.ts';
import { SUSPEND_USER } from '../scene.ts';
import { refusesUnknownParametersWhereStrict } from '../strictness.ts';

provesItsStatus(import.meta.filename);
refusesOtherBodies(SUSPEND_USER);
leavesProvisionedPeopleAlone(SUSPEND_USER);
refusesUnknownParametersWhereStrict(SUSPEND_USER);
