import { provesItsStatus } from '../../service/proves-status.ts';
import { refusesMalformedRequests } from '../malformed-requests.ts';

provesItsStatus(import.meta.filename);
refusesMalformedRequests('/.well-known/oauth-authorization-server');
