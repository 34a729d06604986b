import type { AccountSettings } from '@rollcall/client/testing';
import { API_VERSIONS } from '@rollcall/contract';
import { choices, SWITCH, wholeNumber } from '../options/kinds.ts';
import { option, type ValuesOf } from '../options/option.ts';

const LIMIT = wholeNumber(0, 1_000_000_000, '0 switches the limit off');

/** What of an account may be changed while it is used. */
export const accountSettingsOptions = {
  perMinute: option({
    flag: 'rate-limit-per-minute',
    key: 'sandbox_account_rate_limit_per_minute',
    kind: LIMIT,
    description: 'Requests per application in any 60 seconds.',
  }),
  perHour: option({
    flag: 'rate-limit-per-hour',
    key: 'sandbox_account_rate_limit_per_hour',
    kind: LIMIT,
    description: 'Requests per application in any hour.',
  }),
  strict: option({
    flag: 'strict',
    key: 'sandbox_account_strict',
    kind: SWITCH,
    description: 'Refuse unknown and misspelt query parameters. --no-strict: let them pass.',
  }),
  apiVersions: option({
    flag: 'api-versions',
    key: 'sandbox_account_api_versions',
    kind: choices('V[,V]', API_VERSIONS),
    description: 'The path families it is served in.',
  }),
};

/** What was given of them, as it is sent. */
export function settingsFrom(given: ValuesOf<typeof accountSettingsOptions>): AccountSettings {
  const { perMinute, perHour, strict, apiVersions } = given;
  const limits = {
    ...(perMinute !== undefined && { per_minute: perMinute }),
    ...(perHour !== undefined && { per_hour: perHour }),
  };
  return {
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(strict !== undefined && { strict }),
    ...(apiVersions !== undefined && { api_versions: [...apiVersions] }),
  };
}
