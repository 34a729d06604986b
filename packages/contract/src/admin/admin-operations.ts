import type { AdminOperation } from './admin-operation.ts';
import { ACCOUNT_OPERATIONS } from './operations/accounts.ts';
import { APPLICATION_OPERATIONS } from './operations/applications.ts';
import { AUDIT_OPERATIONS } from './operations/audit.ts';
import { DEPLOYMENT_OPERATIONS } from './operations/deployment.ts';
import { KEY_OPERATIONS } from './operations/keys.ts';
import { PEOPLE_OPERATIONS } from './operations/people.ts';
import { SESSION_OPERATIONS } from './operations/session.ts';

/** Every operation of the management API. Routes, protections, OpenAPI and tests walk this list. */
export const ADMIN_OPERATIONS = [
  ...SESSION_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
  ...APPLICATION_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...KEY_OPERATIONS,
  ...DEPLOYMENT_OPERATIONS,
] as const satisfies readonly AdminOperation[];

export type AdminOperationId = (typeof ADMIN_OPERATIONS)[number]['id'];
