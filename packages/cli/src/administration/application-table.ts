import type { Application } from '@rollcall/server';
import { renderTable, type TableStyle } from '../output/table.ts';

/** Applications, one a row. */
export function applicationTable(applications: readonly Application[], style: TableStyle): string {
  return renderTable(
    [{ title: 'Client id' }, { title: 'Account' }, { title: 'Name' }, { title: 'Scopes' }, { title: 'Created' }],
    applications.map((each) => [each.clientId, each.accountId, each.name, each.scopes.join(', '), each.createTime]),
    style,
  );
}

/** The fields of one application. */
export function applicationFieldRows(application: Application): readonly (readonly [string, string])[] {
  return [
    ['Client id', application.clientId],
    ['Account', application.accountId],
    ['Name', application.name],
    ...(application.description === '' ? [] : [['Description', application.description] as const]),
    ['Redirect URL', application.redirectUrl],
    ['Scopes', application.scopes.join(', ')],
    ['Limit per minute', limitText(application.requestsPerMinute, "its account's")],
    ['Limit per hour', limitText(application.requestsPerHour, "its account's")],
    ['Created', application.createTime],
  ];
}

/** @param otherwise whose limit it has that has none of its own */
export function limitText(limit: number | undefined, otherwise: string): string {
  return limit === undefined ? otherwise : limit === 0 ? 'none' : String(limit);
}

/** Said wherever a secret is printed. */
export const SECRET_ONCE = 'Keep the secret now: it is stored as a hash only and is not shown again.';
