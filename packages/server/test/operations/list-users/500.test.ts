import { provesItsStatus } from '../../service/proves-status.ts';
import { hidesItsFaults } from '../failures.ts';
import { LIST_USERS } from '../scene.ts';

provesItsStatus(import.meta.filename);
hidesItsFaults(LIST_USERS);
