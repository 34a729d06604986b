import { provesItsStatus } from '../../service/proves-status.ts';
import { tellsWhenToComeAgain } from '../failures.ts';
import { CHECK_REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
tellsWhenToComeAgain(CHECK_REACTIVATE_USER);
