import type { AllAdminHandlers } from '../admin-call.ts';
import { accountHandlers } from './accounts.ts';
import { applicationHandlers } from './applications.ts';
import { auditHandlers } from './audit.ts';
import { deploymentHandlers } from './deployment.ts';
import { eventHandlers } from './events.ts';
import { keyHandlers } from './keys.ts';
import { passkeyHandlers } from './passkeys.ts';
import { peopleHandlers } from './people.ts';
import { sessionHandlers } from './session.ts';
import { signInHandlers } from './sign-in.ts';
import { singleSignOnHandlers } from './single-sign-on.ts';

/** Every operation's handler, a file for each tag. */
export const ADMIN_HANDLERS: AllAdminHandlers = {
  ...sessionHandlers,
  ...signInHandlers,
  ...passkeyHandlers,
  ...singleSignOnHandlers,
  ...accountHandlers,
  ...applicationHandlers,
  ...peopleHandlers,
  ...auditHandlers,
  ...eventHandlers,
  ...keyHandlers,
  ...deploymentHandlers,
};
