import { provesItsStatus } from '../../service/proves-status.ts';
import { knowsNoOtherVerb, knowsOnlyPeopleOfTheAccount, knowsOnlyTheTokensAccount } from '../not-found.ts';
import { CHECK_SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
knowsOnlyTheTokensAccount(CHECK_SUSPEND_USER);
knowsOnlyPeopleOfTheAccount(CHECK_SUSPEND_USER);
knowsNoOtherVerb(CHECK_SUSPEND_USER);
