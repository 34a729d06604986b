import { provesItsStatus } from '../../service/proves-status.ts';
import { testMediaTypes } from '../oauth-cases/bad-requests.ts';
import { ISSUE } from '../oauth-cases/endpoints.ts';

provesItsStatus(import.meta.filename);

testMediaTypes(ISSUE);
