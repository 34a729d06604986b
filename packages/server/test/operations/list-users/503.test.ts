import { provesItsStatus } from '../../service/proves-status.ts';
import { tellsWhenToComeAgain } from '../failures.ts';
import { LIST_USERS } from '../scene.ts';

provesItsStatus(import.meta.filename);
tellsWhenToComeAgain(LIST_USERS);
