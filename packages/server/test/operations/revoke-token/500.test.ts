import { provesItsStatus } from '../../service/proves-status.ts';
import { REVOKE } from '../oauth-cases/endpoints.ts';
import { testFaults } from '../oauth-cases/faults.ts';

provesItsStatus(import.meta.filename);

testFaults(REVOKE, ['findApplication', 'revokeToken']);
