import { provesItsStatus } from '../../service/proves-status.ts';
import { testMediaTypes } from '../oauth-cases/bad-requests.ts';
import { REVOKE } from '../oauth-cases/endpoints.ts';

provesItsStatus(import.meta.filename);

testMediaTypes(REVOKE);
