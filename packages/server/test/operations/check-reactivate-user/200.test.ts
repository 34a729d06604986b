import { provesItsStatus } from '../../service/proves-status.ts';
import { answersAsTheVerbWould } from '../dry-run.ts';
import { CHECK_REACTIVATE_USER, REACTIVATE_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
answersAsTheVerbWould(CHECK_REACTIVATE_USER, REACTIVATE_USER);
