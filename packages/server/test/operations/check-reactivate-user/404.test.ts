import { provesItsStatus } from '../../service/proves-status.ts';
import { knowsNoOtherVerb, knowsOnlyPeopleOfTheAccount, knowsOnlyTheTokensAccount } from '../not-found.ts';
import { CHECK_REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
knowsOnlyTheTokensAccount(CHECK_REACTIVATE_USER);
knowsOnlyPeopleOfTheAccount(CHECK_REACTIVATE_USER);
knowsNoOtherVerb(CHECK_REACTIVATE_USER);
