import { provesItsStatus } from '../../service/proves-status.ts';
import { hidesItsFaults } from '../failures.ts';
import { CHECK_SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
hidesItsFaults(CHECK_SUSPEND_USER);
