import { provesItsStatus } from '../../service/proves-status.ts';
import { tellsWhenToComeAgain } from '../failures.ts';
import { GET_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
tellsWhenToComeAgain(GET_USER);
