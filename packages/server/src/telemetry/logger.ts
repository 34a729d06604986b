import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** Where the lines go; stderr unless given. */
  readonly destination?: DestinationStream;
}

const STDERR = 2;
const CENSORED = '[redacted]';

/**
 * What is censored in a finished line: our own credentials by their prefix, whatever follows an authentication scheme,
 * and the value of a field with a telling name, however deep. One expression over the line, because censoring by path
 * costs sixty times as much and sees only the depths it was told.
 */
const SECRET = new RegExp(
  [
    /\brc[aist]_[\w-]{8,}/,
    /__Host-rollcall-[\w-]+=[\w-]{8,}/,
    /\b(?<scheme>Bearer|Basic)\s+[\w.~+/=-]{20,}/,
    /"(?<field>(?:proxy-)?authorization|(?:set-)?cookie|password|(?:client_?)?secret|(?:access_?|page_?)?token|(?:private_?)?key)":"(?:[^"\\]|\\.)*"/,
  ]
    .map((part) => part.source)
    .join('|'),
  'gi',
);

/**
 * JSON lines on stderr, written before the call returns so that a crash loses none. Nothing secret is ever passed in;
 * should it be, it is censored before the line is written.
 */
export function createLogger(options: LogOptions): Logger {
  const settings = {
    level: options.level,
    base: { service: 'rollcall' },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: withoutSecrets },
  };
  return pino(settings, options.destination ?? destination({ dest: STDERR, sync: true }));
}

function withoutSecrets(line: string): string {
  return line.replace(SECRET, (...found: unknown[]) => {
    const { scheme, field } = found.at(-1) as { scheme?: string; field?: string }; // the last argument: the named groups
    if (field !== undefined) return `"${field}":"${CENSORED}"`;
    return scheme === undefined ? CENSORED : `${scheme} ${CENSORED}`;
  });
}
