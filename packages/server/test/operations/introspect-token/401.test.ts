import { provesItsStatus } from '../../service/proves-status.ts';
import { testClientAuthentication } from '../oauth-cases/client-authentication.ts';
import { INTROSPECT } from '../oauth-cases/endpoints.ts';

provesItsStatus(import.meta.filename);

testClientAuthentication(INTROSPECT);
