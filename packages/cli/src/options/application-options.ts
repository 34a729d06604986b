import { CLIENT_ID_PATTERN, SCOPES } from '@rollcall/contract';
import type { Kind } from './kind.ts';
import { choices, HTTPS_URL, line } from './kinds.ts';

/** A client id as an argument. */
export const CLIENT_ID: Kind<string> = {
  placeholder: 'CLIENT_ID',
  allowed: 'a client id, a UUID (rollcall application list shows them)',
  list: false,
  parse: (given) => (new RegExp(CLIENT_ID_PATTERN).test(given.toLowerCase()) ? given.toLowerCase() : undefined),
};

export const clientIdArgument = { name: 'CLIENT_ID', kind: CLIENT_ID, description: 'The application.' };

/** A limit of its own; `default` gives it up. */
export const OWN_LIMIT: Kind<number | 'default'> = {
  placeholder: 'N',
  allowed: 'a whole number, 0 for no limit, or default for none of its own',
  list: false,
  parse: (given) => (given === 'default' ? given : /^\d{1,9}$/.test(given) ? Number(given) : undefined),
};

/** What create demands and update may change. As long as in a directory file: an export must come back in. */
export const applicationFields = {
  name: { flag: 'name', key: 'application_name', kind: line('NAME', 100), description: 'Its name.' },
  description: {
    flag: 'description',
    key: 'application_description',
    kind: line('TEXT', 500),
    description: 'What it is for.',
  },
  redirectUrl: {
    flag: 'redirect-url',
    key: 'application_redirect_url',
    kind: HTTPS_URL,
    description: 'An https URL. Demanded as by the original, and unused.',
  },
  scope: {
    flag: 'scope',
    key: 'application_scope',
    kind: choices('SCOPE[,SCOPE]', SCOPES),
    description: 'What it may do.',
  },
  rateLimitPerMinute: {
    flag: 'rate-limit-per-minute',
    key: 'application_rate_limit_per_minute',
    kind: OWN_LIMIT,
    description: 'Requests in any 60 seconds, where it has a limit of its own.',
    fallbackNote: "its account's, or the server's",
  },
  rateLimitPerHour: {
    flag: 'rate-limit-per-hour',
    key: 'application_rate_limit_per_hour',
    kind: OWN_LIMIT,
    description: 'Requests in any hour, where it has a limit of its own.',
    fallbackNote: "its account's, or the server's",
  },
} as const;

/** The limit as it is stored: undefined where it has none of its own. */
export function ownLimit(given: number | 'default' | undefined): number | undefined {
  return given === 'default' ? undefined : given;
}
