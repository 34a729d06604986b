import type { CountedAccount } from './administration.ts';
import { limitText } from './application-table.ts';

/** The fields of one account. */
export function accountFieldRows(account: CountedAccount): readonly (readonly [string, string])[] {
  return [
    ['Account', account.id],
    ['Name', account.name],
    ['Provisioning', account.provisioning],
    ['Limit per minute', limitText(account.requestsPerMinute, "the server's")],
    ['Limit per hour', limitText(account.requestsPerHour, "the server's")],
    ['Created', account.createTime],
    ['Active people', String(account.users.active)],
    ['Suspended people', String(account.users.suspended)],
  ];
}
