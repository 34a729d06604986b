/** What is written down for good, in the same transaction as the change it speaks of. */

export const AUDIT_ACTIONS = [
  'token.issued',
  'token.refused',
  'token.revoked',
  'user.suspended',
  'user.reactivated',
  'user.created',
  'user.updated',
  'user.deleted',
  'account.created',
  'account.updated',
  'account.sso_updated',
  'application.created',
  'application.updated',
  'application.secret_added',
  'application.secret_rotated',
  'application.secret_revoked',
  'application.tokens_revoked',
  'application.deleted',
  'directory.imported',
  'session.started',
  'session.renewed',
  'session.ended',
  'session.refused',
  'passkey.added',
  'passkey.removed',
  'invite.created',
  'admin_key.created',
  'admin_key.deleted',
  'operator.created',
  'operator.deleted',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/**
 * `application` over the Users API; `person` of an account, `operator` of the deployment and `admin_key` over the
 * management API. The command line is an operator too.
 */
export const ACTOR_KINDS = ['application', 'operator', 'person', 'admin_key'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export const AUDIT_OUTCOMES = ['success', 'refused'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Who acted, and from where. */
export interface Actor {
  readonly kind: ActorKind;
  /** Id of the application, person, operator or key; on the command line, the operating-system user. */
  readonly id: string;
  /** Client address, or undefined on the command line. */
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
}

/** The circumstances of one change. */
export interface ChangeContext {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly actor: Actor;
  readonly requestId: string;
}

export interface AuditEntry {
  /** Ascending, one order for the deployment. */
  readonly sequence: number;
  /** RFC 3339 with milliseconds, UTC. */
  readonly time: string;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  /** Snake-case reason of a refusal. */
  readonly reason: string | undefined;
  /** Undefined where no account is known: a refused token of an unknown client. */
  readonly accountId: string | undefined;
  /** What was acted on: a user id, client id, or account id. */
  readonly subject: string;
  readonly actor: Actor;
  readonly requestId: string;
  /** More, for people: counts of an import, for example. Never a secret. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** An entry before it has its place in the order. */
export type AuditRecord = Omit<AuditEntry, 'sequence' | 'time' | 'actor' | 'requestId'>;
