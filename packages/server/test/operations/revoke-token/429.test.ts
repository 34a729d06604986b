import { provesItsStatus } from '../../service/proves-status.ts';
import { testAttemptGuard } from '../oauth-cases/attempt-guard.ts';
import { REVOKE } from '../oauth-cases/endpoints.ts';

provesItsStatus(import.meta.filename);

testAttemptGuard(REVOKE);
