import { provesItsStatus } from '../../service/proves-status.ts';
import { refusesOtherBodies } from '../bodies.ts';
import { leavesProvisionedPeopleAlone } from '../provisioning.ts';
import { REACTIVATE_USER } from '../scene.ts';
import { refusesUnknownParametersWhereStrict } from '../strictness.ts';

provesItsStatus(import.meta.filename);
refusesOtherBodies(REACTIVATE_USER);
leavesProvisionedPeopleAlone(REACTIVATE_USER);
refusesUnknownParametersWhereStrict(REACTIVATE_USER);
