import { StorageUnavailable } from '../storage.ts';

const UNREACHABLE = 'cannot be reached. Check that the database runs and that this machine may connect to it';
const REFUSED = 'refuses the user or the password. Check the connection URL, PGPASSWORD or the password file';
const NO_TLS = 'does not offer TLS. Switch it on there, or take sslmode out of the connection URL';
const INCOMPLETE = 'holds no whole Rollcall store any more. Restore it from a backup, or connect to the right database';
const SLOW = 'took too long to answer. Try again';

/** SQLSTATE codes, and classes of them by their first two characters, that speak of the world and not of a statement. */
const SENTENCES: Readonly<Record<string, string>> = {
  '28': REFUSED,
  '08': UNREACHABLE,
  '3F000': INCOMPLETE,
  '42P01': INCOMPLETE,
  '3D000': 'does not exist. Create the database, or check its name in the connection URL',
  '40001': 'was too busy with conflicting changes. Try again',
  '40P01': 'was too busy with conflicting changes. Try again',
  '42501': 'refuses this user a right it needs. Make the user the owner of the schema rollcall, or of the database',
  '53': 'is short of something. Look into its log: disk, memory or connections',
  '53100': 'has no space left on its disk. Free some space; nothing has been changed',
  '53300': 'takes no more connections. Raise its max_connections, or run fewer servers or smaller pools',
  '25006': 'is read-only. Connect to the primary, not to a replica',
  '25P03': 'ended a transaction that took too long. Try again',
  '55P03': 'is locked by another process for too long. Try again when it has finished',
  '57': 'is shutting down or starting up. Try again when it runs',
  '57014': SLOW,
  '58': 'cannot read or write its disk. Look into its log',
  XX001: 'is damaged. Restore it from a backup',
  XX002: 'is damaged. Restore it from a backup',
};

/** What Node says when a connection cannot be made or breaks. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOENT',
  'ENOTFOUND',
  'ENOTCONN',
  'EAI_AGAIN',
  'EACCES',
  'EMFILE',
  'EPIPE',
  'ETIMEDOUT',
]);
const UNTRUSTED = /^ERR_TLS|CERT|^UNABLE_TO_VERIFY/;
/** What the driver says, which has no codes of its own. */
const LOST = /^Connection terminated|^Client (has encountered a connection error|was closed)|not queryable/;
const TIRED = /^timeout exceeded when trying to connect$|^Query read timeout$|connection timeout|^timeout expired$/;

/** The SQLSTATE or system code of an error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the connection broke or could not be made: what was asked may have been done, or not. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code !== undefined) return NETWORK.has(code) || code.startsWith('08') || /^57P0[123]$/.test(code);
  return LOST.test(error.message);
}

/** Deadlocks and serialisation failures: nothing was done, and doing it again helps. */
export function isConflict(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

/**
 * The sentence for an operator when the world is at fault (away, full, read-only, too slow); undefined when the program
 * is.
 * @param place the database without credentials
 */
export function worldlyFailure(error: unknown, place: string): string | undefined {
  const reason = reasonOf(error);
  return reason === undefined ? undefined : `The database ${place} ${reason}.`;
}

function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  // Several addresses of one name, none of which answers.
  if (error instanceof AggregateError) return UNREACHABLE;
  const file = unreadableFile(error);
  if (file !== undefined) return `cannot be connected to without the file ${file}, which cannot be read (${code})`;
  if (code !== undefined && NETWORK.has(code)) return UNREACHABLE;
  if (isRefusedSetting(error))
    return `refuses a setting of the connection URL: ${error.message}. Take it out, or mend it`;
  if (code !== undefined && code.length === 5) return SENTENCES[code] ?? SENTENCES[code.slice(0, 2)];
  if (code !== undefined && UNTRUSTED.test(code)) return `cannot be trusted (${code}). Check its certificate`;
  if (error.message.startsWith('SASL')) return REFUSED;
  if (/does not support SSL/.test(error.message)) return NO_TLS;
  if (TIRED.test(error.message)) return SLOW;
  return LOST.test(error.message) ? UNREACHABLE : undefined;
}

/** What ends a connection before it has begun: a parameter of the URL with a value that it cannot have, or none there is. */
function isRefusedSetting(error: Error): boolean {
  const code = codeOf(error);
  return 'severity' in error && error.severity === 'FATAL' && (code === '22023' || code === '42704');
}

/** A certificate or key that the connection URL names. */
function unreadableFile(error: Error): string | undefined {
  const isOfFile = 'syscall' in error && (error.syscall === 'open' || error.syscall === 'read');
  return isOfFile && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
}

/** Turns a failure of the world into StorageUnavailable and leaves a failure of the program as it is. */
export function asUnavailable(error: unknown, place: string): unknown {
  const sentence = worldlyFailure(error, place);
  return sentence === undefined ? error : new StorageUnavailable(sentence, { cause: error });
}
