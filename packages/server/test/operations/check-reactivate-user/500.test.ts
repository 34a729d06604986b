import { provesItsStatus } from '../../service/proves-status.ts';
import { hidesItsFaults } from '../failures.ts';
import { CHECK_REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
hidesItsFaults(CHECK_REACTIVATE_USER);
