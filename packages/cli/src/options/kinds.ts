import { BlockList, isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import type { Kind } from './kind.ts';

const TRUE = new Set(['true', '1', 'yes', 'on']);
const FALSE = new Set(['false', '0', 'no', 'off']);

/** On or off: a flag without a value; `true` or `false` elsewhere. */
export const SWITCH: Kind<boolean> = {
  placeholder: undefined,
  allowed: 'true or false',
  list: false,
  parse: (text) => (TRUE.has(text.toLowerCase()) ? true : FALSE.has(text.toLowerCase()) ? false : undefined),
};

/** A whole number from `least` to `most`; `more` explains special values. */
export function wholeNumber(least: number, most: number, more = ''): Kind<number> {
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  return {
    placeholder: 'N',
    allowed: `a whole number ${range}${more === '' ? '' : ` (${more})`}`,
    list: false,
    parse(text) {
      const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
  };
}

/** One of the words. */
export function choice<const T extends string>(placeholder: string, words: readonly T[]): Kind<T> {
  return {
    placeholder,
    allowed: `one of ${words.join(', ')}`,
    completion: words,
    list: false,
    parse: (text) => words.find((word) => word === text),
  };
}

/** One or more of the words, each at most once, in the words' own order. */
export function choices<const T extends string>(placeholder: string, words: readonly T[]): Kind<readonly T[]> {
  return {
    placeholder,
    allowed: `one or more of ${words.join(', ')}, separated by commas`,
    completion: words,
    list: true,
    parse(text) {
      const asked = splitList(text);
      if (asked.length === 0 || asked.some((word) => !words.some((known) => known === word))) return undefined;
      return words.filter((word) => asked.includes(word));
    },
  };
}

/** A text that matches; the expression is anchored by the caller. */
export function text(placeholder: string, pattern: RegExp, allowed: string): Kind<string> {
  return { placeholder, allowed, list: false, parse: (given) => (pattern.test(given) ? given : undefined) };
}

/** A line to show to people: anything without control characters, not blank. */
export function line(placeholder: string, most: number): Kind<string> {
  return {
    placeholder,
    allowed: `1 to ${most} characters on one line`,
    list: false,
    parse(given) {
      const length = [...given].length;
      // \p{Cc}: line breaks and terminal control sequences have no place in a name.
      return given.trim() !== '' && length <= most && !/\p{Cc}/u.test(given) ? given : undefined;
    },
  };
}

/** The path of a file or folder, made absolute. Whether it is there is for the command to say. */
export function path(placeholder: string, allowed: string): Kind<string> {
  return {
    placeholder,
    allowed,
    completion: placeholder === 'DIR' ? 'folders' : 'files',
    list: false,
    parse: (given, origin) =>
      given === '' || given.includes('\0') ? undefined : isAbsolute(given) ? given : resolve(origin.folder, given),
  };
}

/** Addresses and CIDR ranges of proxies that are believed. */
export const NETWORKS: Kind<readonly string[]> = {
  placeholder: 'CIDR[,CIDR…]',
  allowed: 'IP addresses or CIDR ranges separated by commas, such as 10.0.0.0/8,192.0.2.7,2001:db8::/32',
  list: true,
  parse(given) {
    const networks = splitList(given);
    return networks.length > 0 && networks.every(isNetwork) ? networks : undefined;
  },
};

function isNetwork(given: string): boolean {
  const [address = '', bits, ...rest] = given.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

/** An interface to listen on. */
export const HOST: Kind<string> = {
  placeholder: 'H',
  allowed: 'an IP address or a host name, without scheme or port (0.0.0.0 or :: for every interface)',
  list: false,
  parse(given) {
    const bare = /^\[.*\]$/.test(given) ? given.slice(1, -1) : given;
    if (isIP(bare) !== 0) return bare;
    // Labels of RFC 1123; an all-digit last label would be a mistyped IPv4 address.
    return /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)*[a-z]([a-z\d-]{0,61}[a-z\d])?$/i.test(given)
      ? given
      : undefined;
  },
};

/** A base URL: scheme, host and port only; a trailing slash is taken off. */
export const BASE_URL: Kind<string> = {
  placeholder: 'URL',
  allowed: 'an http or https URL without path, query or credentials, such as https://users.example.com',
  list: false,
  parse(given) {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || /[?#]/.test(given)) return undefined;
    return url.pathname === '/' && url.username === '' && url.password === '' ? url.origin : undefined;
  },
};

/** What people and clients open: a base URL that a proxy may have put a prefix to. Without a trailing slash. */
export const PUBLIC_URL: Kind<string> = {
  placeholder: 'URL',
  allowed:
    'an http or https URL without path family, query or credentials, such as https://users.example.com or ' +
    'https://example.com/rollcall where a proxy puts a prefix before it',
  list: false,
  parse(given) {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || /[?#]/.test(given)) return undefined;
    if (/\/v1(beta1)?\/?$/.test(url.pathname)) return undefined;
    if (url.username !== '' || url.password !== '' || !/^(\/[\w.~-]+)*\/?$/.test(url.pathname)) return undefined;
    return url.origin + url.pathname.replace(/\/$/, '');
  },
};

/** Where Redis or Valkey is, kept as written. */
export const REDIS_URL: Kind<string> = {
  placeholder: 'URL',
  allowed:
    'a redis://, rediss:// or unix:// URL without a query, such as rediss://user:password@valkey.example.com:6379/0 ' +
    'or unix:///run/valkey/valkey.sock',
  list: false,
  parse(given) {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (url === undefined || /[?#\s]/.test(given)) return undefined;
    if (url.protocol === 'unix:') return url.host === '' && url.pathname.length > 1 ? given : undefined;
    const isRedis = /^rediss?:$/.test(url.protocol) && url.hostname !== '';
    return isRedis && /^\/?\d*$/.test(url.pathname) ? given : undefined;
  },
};

/** Those that the driver knows. It takes any other word for one of them, or for none. */
const SSL_MODES: ReadonlySet<string> = new Set([
  'disable',
  'prefer',
  'require',
  'verify-ca',
  'verify-full',
  'no-verify',
]);

/** Where a PostgreSQL database is, as libpq writes it; a password in it is not shown. */
export const DATABASE_URL: Kind<string> = {
  placeholder: 'URL',
  allowed: 'a connection URL such as postgres://rollcall@db.example.com:5432/rollcall?sslmode=verify-full',
  list: false,
  parse(given) {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) return undefined;
    if (!url.searchParams.getAll('sslmode').every((mode) => SSL_MODES.has(mode))) return undefined;
    return url.pathname.length > 1 && url.hash === '' ? given : undefined;
  },
};

export const DATABASE_URLS: Kind<readonly string[]> = {
  placeholder: 'URL[,URL…]',
  allowed: `${DATABASE_URL.allowed}, or several, separated by commas (a comma inside of one is written %2C)`,
  list: true,
  parse(given, origin) {
    const urls = splitList(given);
    return urls.length > 0 && urls.every((url) => DATABASE_URL.parse(url, origin) !== undefined) ? urls : undefined;
  },
};

const HTTPS_URL_LENGTH = 2048;

/** An absolute https URL, kept as written. */
export const HTTPS_URL: Kind<string> = {
  placeholder: 'URL',
  allowed: `an https URL of at most ${HTTPS_URL_LENGTH} characters, such as https://partner.example.com/callback`,
  list: false,
  parse(given) {
    const url = given.length <= HTTPS_URL_LENGTH && URL.canParse(given) ? new URL(given) : undefined;
    return url !== undefined && given.startsWith('https://') && url.username === '' && !/[\s\p{Cc}]/u.test(given)
      ? given
      : undefined;
  },
};

/** A day or a moment (RFC 3339); a day means its first moment in UTC. */
export const MOMENT: Kind<Date> = {
  placeholder: 'DATE',
  allowed: 'a date or date-time of RFC 3339, such as 2027-06-30 or 2027-06-30T12:00:00Z',
  list: false,
  parse(given) {
    const parts = /^(\d{4}-\d\d-\d\d)([Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d))?$/.exec(given);
    const day = parts?.[1];
    if (day === undefined) return undefined;
    // Date would roll 2027-02-31 over into March: a day must come back as it went in.
    const midnight = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined;
    const moment = parts?.[2] === undefined ? midnight : new Date(given.toUpperCase());
    return Number.isNaN(moment.getTime()) ? undefined : moment;
  },
};

function splitList(given: string): string[] {
  const parts = given.split(',').map((part) => part.trim());
  return parts.every((part) => part !== '') ? parts : [];
}

/** Whether an address is one that only this machine can reach. */
export function isLoopback(host: string): boolean {
  if (host.toLowerCase() === 'localhost' || host.toLowerCase().endsWith('.localhost')) return true;
  const family = isIP(host);
  if (family === 0) return false;
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return loopback.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
