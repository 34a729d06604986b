import { USER_STATES } from '@rollcall/contract';
import { type Account, PROVISIONING_MODES } from '../domain/directory.ts';
import { integer, oneOf, optionalInteger, type Row, text } from './row.ts';

export function accountFrom(row: Row): Account {
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    provisioning: oneOf(row, 'provisioning', PROVISIONING_MODES),
    requestsPerMinute: optionalInteger(row, 'requests_per_minute'),
    requestsPerHour: optionalInteger(row, 'requests_per_hour'),
    createTime: text(row, 'create_time'),
  };
}

/** From a row for each state that anybody is in. */
export function userCountsFrom(rows: readonly Row[]): { readonly active: number; readonly suspended: number } {
  const counts = { active: 0, suspended: 0 };
  for (const row of rows) {
    const field = oneOf(row, 'state', USER_STATES) === 'ACTIVE' ? 'active' : 'suspended';
    counts[field] = integer(row, 'people');
  }
  return counts;
}
