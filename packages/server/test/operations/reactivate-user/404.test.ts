import { provesItsStatus } from '../../service/proves-status.ts';
import { knowsNoOtherVerb, knowsOnlyPeopleOfTheAccount, knowsOnlyTheTokensAccount } from '../not-found.ts';
import { REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
knowsOnlyTheTokensAccount(REACTIVATE_USER);
knowsOnlyPeopleOfTheAccount(REACTIVATE_USER);
knowsNoOtherVerb(REACTIVATE_USER);
