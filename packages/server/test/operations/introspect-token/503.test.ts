import { provesItsStatus } from '../../service/proves-status.ts';
import { INTROSPECT } from '../oauth-cases/endpoints.ts';
import { testUnavailable } from '../oauth-cases/faults.ts';

provesItsStatus(import.meta.filename);

testUnavailable(INTROSPECT, ['findApplication', 'findToken']);
