import { provesItsStatus } from '../../service/proves-status.ts';
import { knowsOnlyPeopleOfTheAccount, knowsOnlyTheTokensAccount } from '../not-found.ts';
import { GET_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
knowsOnlyTheTokensAccount(GET_USER);
knowsOnlyPeopleOfTheAccount(GET_USER);
