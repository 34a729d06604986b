import type { Logger } from 'pino';
import { printable } from './printable.ts';

/** One request, answered. Texts come from outside as they are: what is logged is made harmless here. */
export interface RequestRecord {
  readonly requestId: string;
  /** Id of the operation, or of the class of refused requests that have none. */
  readonly operation: string;
  readonly method: string;
  /** Without the query: filters and page tokens stay out of the log. */
  readonly path: string;
  readonly status: number;
  /** Whether something was to be changed: worth a line when it went well, too. */
  readonly isChange: boolean;
  /** Snake-case reason of a refusal. */
  readonly reason?: string | undefined;
  readonly durationMs: number;
  readonly clientId?: string | undefined;
  readonly accountId?: string | undefined;
  /** Kind and id of who asked the management API. */
  readonly actor?: string | undefined;
  readonly address?: string | undefined;
  readonly userAgent?: string | undefined;
}

type Level = 'debug' | 'info' | 'error';

const PATH_LENGTH = 256;
const USER_AGENT_LENGTH = 256;
const WORD_LENGTH = 64;

/**
 * The one line of a request. Changes of people and refusals are `info`, everything else
 * that went well `debug`, our own faults `error`.
 */
export function logRequest(logger: Logger, record: RequestRecord): void {
  const level = levelOf(record);
  if (!logger.isLevelEnabled(level)) return;
  logger[level](
    {
      requestId: printable(record.requestId, WORD_LENGTH),
      operation: record.operation,
      method: printable(record.method, WORD_LENGTH),
      path: printable(withoutQuery(record.path), PATH_LENGTH),
      status: record.status,
      reason: record.reason,
      durationMs: Math.round(record.durationMs * 1000) / 1000,
      clientId: optional(record.clientId, WORD_LENGTH),
      accountId: optional(record.accountId, WORD_LENGTH),
      actor: optional(record.actor, WORD_LENGTH),
      address: optional(record.address, WORD_LENGTH),
      userAgent: optional(record.userAgent, USER_AGENT_LENGTH),
    },
    'request',
  );
}

function levelOf({ status, isChange }: RequestRecord): Level {
  if (status >= 500) return 'error';
  return status >= 400 || isChange ? 'info' : 'debug';
}

function withoutQuery(path: string): string {
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}

function optional(text: string | undefined, length: number): string | undefined {
  return text === undefined ? undefined : printable(text, length);
}
