import type { QuotaFamily } from '../quotas.ts';
import type { AdminSchemaName } from './named.ts';
import type { AdminPermission } from './permissions.ts';

/** An operation of the management API, below `/admin/v1`: route, protection, validation and OpenAPI derive from it. */
export interface AdminOperation {
  /** operationId in OpenAPI. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/admin/v1`, with `{account}` and the like in braces. Custom verbs stand after a colon (AIP-136). */
  readonly path: string;
  readonly tag: AdminTag;
  /** One line, for listings. */
  readonly summary: string;
  readonly description?: string;
  /** What it takes: a permission, a session of one's own, or nothing, where it is how one signs in. */
  readonly needs: AdminPermission | 'session' | 'nothing';
  /** Wants an authentication that is not older than five minutes. */
  readonly fresh?: true;
  /** Which of the published limits it counts against; undefined: none (signing in has its own guard). */
  readonly family?: Extract<QuotaFamily, `management-${string}`>;
  /** The query parameters, as an object schema by its name. */
  readonly query?: AdminSchemaName;
  /** The JSON body, by the name of its schema. May be left out where nothing in it is required. */
  readonly body?: AdminSchemaName;
  readonly success: {
    /** 204 has no body; 303 leads on. */
    readonly status: 200 | 201 | 204 | 303;
    readonly description: string;
    readonly schema?: AdminSchemaName;
    /** Where the body is no JSON. */
    readonly mediaTypes?: readonly string[];
  };
  /** When there is nothing to answer, which is no refusal: 204. */
  readonly empty?: string;
  /** Besides what any operation of its kind can refuse. */
  readonly refusals?: readonly AdminErrorReason[];
}

/** How long after they proved who they are somebody counts as freshly authenticated. */
export const FRESH_SECONDS = 300;

/** Where an operation stands in the document. */
export const ADMIN_TAGS = {
  Session: 'Signing in and out: passkeys, invitations, single sign-on.',
  Accounts: 'Accounts, their settings and limits.',
  Applications: 'OAuth applications, their secrets, tokens and use.',
  People: 'The people of an account, with their roles.',
  Audit: 'What happened, and who did it.',
  Keys: 'Admin keys for automation.',
  Deployment: 'The health of the deployment, for its operators.',
} as const;
export type AdminTag = keyof typeof ADMIN_TAGS;

/** What an operation can refuse, as google.rpc.Status: `message` on the wire is the key. */
export const ADMIN_ERRORS = {
  invalid_argument: {
    code: 3,
    status: 400,
    sentence: 'The request cannot be used like this. The field violations say what to change.',
  },
  unauthenticated: {
    code: 16,
    status: 401,
    sentence: 'Sign in, or send an admin key: Authorization: Bearer <key>.',
  },
  sign_in_refused: {
    code: 16,
    status: 401,
    sentence: 'That did not sign you in. Try again; if it goes on, ask an owner of the account for an invitation.',
  },
  permission_denied: {
    code: 7,
    status: 403,
    sentence: 'Your role does not allow this. An owner of the account can change it.',
  },
  reauthentication_required: {
    code: 7,
    status: 403,
    sentence: 'Prove once more that it is you: this needs a sign-in that is not older than five minutes.',
  },
  csrf_refused: {
    code: 7,
    status: 403,
    sentence: 'The request did not come from the console. Send the X-CSRF-Token that GET /admin/v1/session tells.',
  },
  no_owner_remain: {
    code: 7,
    status: 403,
    sentence: 'This is the last active owner of the account. Make or reactivate another owner first.',
  },
  externally_managed_user: {
    code: 7,
    status: 403,
    sentence: 'This administrator is managed by another organisation. Ask that organisation to make the change.',
  },
  not_found: { code: 5, status: 404, sentence: 'There is nothing of this name, or it is not yours to see.' },
  path_not_found: {
    code: 5,
    status: 404,
    sentence: 'There is no such operation. GET /admin/v1/openapi.json lists them all.',
  },
  already_exists: {
    code: 6,
    status: 409,
    sentence: 'There is one of this name already. Choose another, or change the one there is.',
  },
  failed_precondition: { code: 9, status: 400, sentence: 'Things are not in a state that allows this.' },
  automated_provisioning_enabled: {
    code: 9,
    status: 400,
    sentence: 'People of this account are managed by automated provisioning. Make the change in the identity provider.',
  },
  rate_limit_exceeded: {
    code: 8,
    status: 429,
    sentence: 'You have used up your requests. Wait for as many seconds as Retry-After says, then repeat.',
  },
  too_many_attempts: {
    code: 8,
    status: 429,
    sentence: 'Too many attempts failed. Wait for as many seconds as Retry-After says, then try again.',
  },
  method_not_allowed: {
    code: 12,
    status: 405,
    sentence: 'This path does not take that method. The Allow header names the ones it takes.',
  },
  internal: { code: 13, status: 500, sentence: 'Something went wrong here. The request id leads to it in the log.' },
  unavailable: {
    code: 14,
    status: 503,
    sentence: 'The store does not answer now. Wait for as many seconds as Retry-After says, then repeat.',
  },
} as const satisfies Record<string, { readonly code: number; readonly status: number; readonly sentence: string }>;
export type AdminErrorReason = keyof typeof ADMIN_ERRORS;
