import { provesItsStatus } from '../../service/proves-status.ts';
import { testAttemptGuard } from '../oauth-cases/attempt-guard.ts';
import { ISSUE } from '../oauth-cases/endpoints.ts';

provesItsStatus(import.meta.filename);

testAttemptGuard(ISSUE);
