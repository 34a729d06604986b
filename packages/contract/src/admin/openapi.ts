import { componentsFrom } from '../openapi/components.ts';
import { type DeclaredApi, declaredOperation, declaredSchemas } from '../openapi/declared-operation.ts';
import { head, type PathEntry, pathsFrom } from '../openapi/document.ts';
import type { JsonObject } from '../openapi/json.ts';
import { ADMIN_ERRORS, ADMIN_TAGS, type AdminErrorReason, type AdminOperation } from './admin-operation.ts';
import { ADMIN_OPERATIONS } from './admin-operations.ts';
import { ADMIN_SCHEMAS } from './named.ts';

/** What every path of the management API begins with. */
export const ADMIN_BASE_PATH = '/admin/v1';

/** The OpenAPI 3.1 document of the management API. @param serverUrl of the deployment, without a trailing slash */
export function adminOpenApiDocument(serverUrl: string): JsonObject {
  const operations: readonly AdminOperation[] = ADMIN_OPERATIONS;
  return {
    ...head(serverUrl, {
      title: 'Management API v1',
      version: 'v1',
      summary: 'Accounts, applications, people, audit and keys, for administrators and operators.',
      description: 'Errors are google.rpc.Status. Limits are those of the original: see RateLimit-Policy.',
    }),
    tags: Object.entries(ADMIN_TAGS).map(([name, description]) => ({ name, description })),
    security: [{ session: [], csrf: [] }, { adminKey: [] }],
    paths: pathsFrom(
      operations.map((each): PathEntry => [`${ADMIN_BASE_PATH}${each.path}`, each.method, documented(each)]),
    ),
    components: { ...componentsFrom(declaredSchemas({ schemas: ADMIN_SCHEMAS })), securitySchemes: SECURITY_SCHEMES },
  };
}

const SECURITY_SCHEMES = {
  session: { type: 'apiKey', in: 'cookie', name: '__Host-rollcall-session', description: 'Set by signing in.' },
  csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token', description: 'Of the session; for changes.' },
  adminKey: { type: 'http', scheme: 'bearer', description: 'An admin key.' },
};

function documented(operation: AdminOperation): JsonObject {
  const fields = declaredOperation(apiOf(operation), { ...operation, description: description(operation) });
  // What answers nobody as well answers somebody by their session.
  if (operation.empty !== undefined) return { ...fields, security: [{ session: [] }, {}] };
  if (operation.needs === 'nothing') return { ...fields, security: [] };
  return operation.needs === 'session' ? { ...fields, security: [{ session: [], csrf: [] }] } : fields;
}

function description({ summary, description: own, needs, fresh }: AdminOperation): string {
  const permission = needs === 'session' || needs === 'nothing' ? '' : ` Takes the permission \`${needs}\`.`;
  return `${own ?? `${summary}.`}${permission}${fresh ? ' Sessions need a sign-in that is not older than five minutes.' : ''}`;
}

function apiOf({ needs, fresh, family, method }: AdminOperation): DeclaredApi<AdminErrorReason> {
  return {
    schemas: ADMIN_SCHEMAS,
    errors: ADMIN_ERRORS,
    parameters: PARAMETERS,
    usualRefusals: ({ path }) => {
      // What is sent and is not known is refused where nothing is expected, too.
      const reasons: AdminErrorReason[] = ['invalid_argument', 'internal', 'unavailable'];
      if (path.includes('{')) reasons.push('not_found');
      if (needs !== 'nothing') reasons.push('unauthenticated');
      if (needs !== 'nothing' && needs !== 'session') reasons.push('permission_denied');
      if (fresh) reasons.push('reauthentication_required');
      if (method !== 'GET') reasons.push('csrf_refused');
      if (family !== undefined) reasons.push('rate_limit_exceeded');
      return reasons;
    },
  };
}

const PARAMETERS = {
  account: 'Id of the account.',
  user: 'Id of the person.',
  client: 'Client id of the application.',
  secret: 'Id of the secret.',
  key: 'Id of the admin key.',
  session: 'Id of the session.',
  passkey: 'Credential id of the passkey.',
};
