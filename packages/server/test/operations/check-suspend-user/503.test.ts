import { provesItsStatus } from '../../service/proves-status.ts';
import { tellsWhenToComeAgain } from '../failures.ts';
import { CHECK_SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
tellsWhenToComeAgain(CHECK_SUSPEND_USER);
