import { provesItsStatus } from '../../service/proves-status.ts';
import { GET_USER } from '../scene.ts';
import { refusesUnknownParametersWhereStrict } from '../strictness.ts';

provesItsStatus(import.meta.filename);
refusesUnknownParametersWhereStrict(GET_USER);
