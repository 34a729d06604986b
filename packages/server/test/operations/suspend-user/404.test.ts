import { provesItsStatus } from '../../service/proves-status.ts';
import { knowsNoOtherVerb, knowsOnlyPeopleOfTheAccount, knowsOnlyTheTokensAccount } from '../not-found.ts';
import { SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
knowsOnlyTheTokensAccount(SUSPEND_USER);
knowsOnlyPeopleOfTheAccount(SUSPEND_USER);
knowsNoOtherVerb(SUSPEND_USER);
