import { provesItsStatus } from '../../service/proves-status.ts';
import { knowsOnlyTheTokensAccount } from '../not-found.ts';
import { LIST_USERS } from '../scene.ts';

provesItsStatus(import.meta.filename);
knowsOnlyTheTokensAccount(LIST_USERS);
