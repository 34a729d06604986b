import { PROVISIONING_MODES } from '@rollcall/server/domain/directory';
import { OWN_LIMIT } from './application-options.ts';
import { choice, line } from './kinds.ts';

/** What update may change of an account. */
export const accountFields = {
  name: { flag: 'name', key: 'account_name', kind: line('NAME', 256), description: 'Its name.' },
  provisioning: {
    flag: 'provisioning',
    key: 'account_provisioning',
    kind: choice('MODE', PROVISIONING_MODES),
    description: 'With automated, people are managed elsewhere: suspend and reactivate are refused.',
  },
  rateLimitPerMinute: {
    flag: 'rate-limit-per-minute',
    key: 'account_rate_limit_per_minute',
    kind: OWN_LIMIT,
    description: 'Requests in any 60 seconds, of each of its applications that has no limit of its own.',
    fallbackNote: "the server's",
  },
  rateLimitPerHour: {
    flag: 'rate-limit-per-hour',
    key: 'account_rate_limit_per_hour',
    kind: OWN_LIMIT,
    description: 'Requests in any hour, of each of its applications that has no limit of its own.',
    fallbackNote: "the server's",
  },
} as const;
