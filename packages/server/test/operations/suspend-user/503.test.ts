import { provesItsStatus } from '../../service/proves-status.ts';
import { tellsWhenToComeAgain } from '../failures.ts';
import { SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
tellsWhenToComeAgain(SUSPEND_USER);
