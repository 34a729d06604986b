import { provesItsStatus } from '../../service/proves-status.ts';
import { tellsWhenToComeAgain } from '../failures.ts';
import { REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
tellsWhenToComeAgain(REACTIVATE_USER);
