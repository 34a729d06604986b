import { provesItsStatus } from '../../service/proves-status.ts';
import { testMediaTypes } from '../oauth-cases/bad-requests.ts';
import { INTROSPECT } from '../oauth-cases/endpoints.ts';

provesItsStatus(import.meta.filename);

testMediaTypes(INTROSPECT);
