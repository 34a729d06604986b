import { provesItsStatus } from '../../service/proves-status.ts';
import { hidesItsFaults } from '../failures.ts';
import { GET_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
hidesItsFaults(GET_USER);
