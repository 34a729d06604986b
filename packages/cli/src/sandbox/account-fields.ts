import type { AccountDescription } from '@rollcall/client/testing';

/** An account, and how to call it, for people. */
export function accountFields(account: AccountDescription): (readonly [string, string])[] {
  const { per_minute: perMinute = 0, per_hour: perHour = 0 } = account.limits;
  return [
    ['Name', account.name],
    ['Base URL', account.base_url],
    ['Account id', account.account_id],
    ['Client id', account.client_id],
    ['Client secret', account.client_secret],
    ['Clock', `${account.clock.time}${account.clock.frozen ? ' (frozen)' : ''}`],
    ['Limits', `${limit(perMinute)} a minute, ${limit(perHour)} an hour`],
    ['Path families', `${account.api_versions.join(', ')}${account.strict ? ' (strict)' : ''}`],
  ];
}

function limit(requests: number): string {
  return requests === 0 ? 'any number' : String(requests);
}
