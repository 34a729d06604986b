import { provesItsStatus } from '../../service/proves-status.ts';
import { INTROSPECT } from '../oauth-cases/endpoints.ts';
import { testFaults } from '../oauth-cases/faults.ts';

provesItsStatus(import.meta.filename);

testFaults(INTROSPECT, ['findApplication', 'findToken']);
