import type { Readable } from 'node:stream';
import type { ApiVersion, Quota } from '@rollcall/contract';
import type { AdminOperationId, AdminPermission } from '@rollcall/contract/admin';
import type { Logger } from 'pino';
import type { ChangeContext } from '../domain/audit.ts';
import type { Clock } from '../domain/clock.ts';
import type { AdminKey, Principal, Session } from '../domain/principal.ts';
import type { Random } from '../domain/random.ts';
import type { CallLog } from '../http/call-log.ts';
import type { AttemptGuard, QuotaGate } from '../limits/limits.ts';
import type { CredentialHash, Storage } from '../storage/storage.ts';
import type { Metrics } from '../telemetry/metrics.ts';

/** What the management API works on. Made once, never changed. */
export interface AdminServices {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Counts the calls of applications and of who asks here, each by itself. */
  readonly quotas: QuotaGate;
  /** Tells whose calls were written down. */
  readonly calls: Pick<CallLog, 'onWritten'>;
  /** Against guessing who signs in. */
  readonly attempts: AttemptGuard;
  /** Limits of applications that have none of their own. */
  readonly limits: Quota;
  readonly apiVersions: readonly ApiVersion[];
  /** Public URL without a trailing slash, with the path prefix where there is one. */
  readonly baseUrl: () => string;
  /** What a session's `X-CSRF-Token` has to be. */
  readonly csrfToken: (sessionHash: CredentialHash) => string;
  /** Whether the service can do its work. */
  readonly isReady: () => Promise<boolean>;
  /** When this server started. */
  readonly startTime: Date;
  /** Milliseconds that work waits for its turn: the 99th percentile since it was asked before. */
  readonly eventLoopDelay: () => number;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
}

/** Who asks. */
export type Caller = {
  readonly permissions: ReadonlySet<AdminPermission>;
  /** The one account they may see; undefined: all of them. */
  readonly accountId: string | undefined;
} & (
  | {
      readonly kind: 'session';
      readonly session: Session;
      readonly sessionHash: CredentialHash;
      readonly principal: Principal;
    }
  | { readonly kind: 'key'; readonly key: AdminKey }
);

/** An operation that was asked for by somebody who may, with what was sent held against its schemas. */
export interface AdminCall {
  readonly services: AdminServices;
  /** Undefined where the operation needs nothing and nobody is signed in. */
  readonly caller: Caller | undefined;
  /** Decoded parameters of the path: account, user, client, secret, key, session, passkey. */
  readonly params: Readonly<Record<string, string>>;
  /** Follows the operation's query schema. */
  readonly query: unknown;
  /** Follows the operation's body schema; `{}` where a body may be left out and was. */
  readonly body: unknown;
  readonly address: string;
  /** Cut to what is kept of it. */
  readonly userAgent: string | undefined;
  readonly requestId: string;
  /** The request's cookies, by name. */
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** The circumstances of a change by the caller. */
  readonly context: ChangeContext;
  /** @throws AdminRefusal permission_denied */
  require(permission: AdminPermission): void;
  /** Wants a sign-in that is not older than five minutes; keys pass. @throws AdminRefusal reauthentication_required */
  requireFresh(): void;
  /** Aborted when the caller goes away, and when the server stops. */
  readonly signal: AbortSignal;
}

/** An answer that is more than a JSON body. */
export class AdminReply {
  readonly body: object | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Whole Set-Cookie values. */
  readonly cookies: readonly string[];
  /** Sent instead of a body, with the headers given. */
  readonly stream: Readable | undefined;

  constructor(parts: {
    readonly body?: object | undefined;
    readonly headers?: Readonly<Record<string, string>>;
    readonly cookies?: readonly string[];
    readonly stream?: Readable;
  }) {
    this.body = parts.body;
    this.headers = parts.headers ?? {};
    this.cookies = parts.cookies ?? [];
    this.stream = parts.stream;
  }
}

/** Carries an operation out, and returns the body of the answer. @throws AdminRefusal */
export type AdminHandler = (call: AdminCall) => AdminResult | Promise<AdminResult>;
type AdminResult = object | AdminReply | undefined;
/** Of one tag, or of all. */
export type AdminHandlers = Readonly<Partial<Record<AdminOperationId, AdminHandler>>>;
export type AllAdminHandlers = Required<AdminHandlers>;
