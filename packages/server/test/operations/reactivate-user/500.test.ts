import { provesItsStatus } from '../../service/proves-status.ts';
import { hidesItsFaults } from '../failures.ts';
import { REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
hidesItsFaults(REACTIVATE_USER);
