import { provesItsStatus } from '../../service/proves-status.ts';
import { hidesItsFaults } from '../failures.ts';
import { SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
hidesItsFaults(SUSPEND_USER);
