import { provesItsStatus } from '../../service/proves-status.ts';
import { ISSUE } from '../oauth-cases/endpoints.ts';
import { testUnavailable } from '../oauth-cases/faults.ts';

provesItsStatus(import.meta.filename);

testUnavailable(ISSUE, ['findApplication', 'issueToken']);
