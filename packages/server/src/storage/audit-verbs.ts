import type { AuditAction, AuditEntry, AuditOutcome, AuditRecord, ChangeContext } from '../domain/audit.ts';
import type { Awaitable } from './storage.ts';

export interface AuditQuery {
  readonly accountId?: string | undefined;
  /** One, or any of several. */
  readonly action?: AuditAction | readonly AuditAction[] | undefined;
  readonly subject?: string | undefined;
  /** Id of who acted. */
  readonly actor?: string | undefined;
  readonly outcome?: AuditOutcome | undefined;
  /** RFC 3339; entries at or after. */
  readonly since?: string | undefined;
  /** RFC 3339; entries before. */
  readonly until?: string | undefined;
  /** Entries before this sequence number: the next page of a newest-first listing. */
  readonly before?: number | undefined;
  /** Entries at the most. */
  readonly limit: number;
}

/** What was done and refused, for good. Every verb that changes something writes its own entry. */
export interface AuditVerbs {
  /** Writes down something that changed nothing: a refused credential. */
  appendAudit(record: AuditRecord, context: ChangeContext): Promise<void>;
  /** Newest first. */
  listAudit(query: AuditQuery): Awaitable<readonly AuditEntry[]>;
  /** The number of the newest entry, 0 where there is none: where to begin to follow. */
  newestAudit(): Awaitable<number>;
  /**
   * What came after that number, oldest first. Whoever goes on from the last one they got misses none, and meets none
   * twice, whichever server wrote it. @param limit entries at the most
   */
  followAudit(after: number, limit: number): Awaitable<readonly AuditEntry[]>;
}
