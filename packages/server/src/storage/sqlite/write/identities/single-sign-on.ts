import { singleSignOnEntry } from '../../../identity-entry.ts';
import { integer } from '../../../row.ts';
import { writeAudit } from '../audit-entry.ts';
import type { Verbs } from '../intentions.ts';
import type { Transaction } from '../transaction.ts';

const ACCOUNT = 'SELECT number FROM accounts WHERE id = ?1';
const SET = `INSERT INTO single_sign_on (account, issuer, client_id, sealed_client_secret) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT DO UPDATE SET issuer = excluded.issuer, client_id = excluded.client_id,
    sealed_client_secret = excluded.sealed_client_secret`;
const REMOVE = 'DELETE FROM single_sign_on WHERE account = ?1';

export function setSingleSignOn(
  { database }: Transaction,
  { accountId, sso, context }: Verbs['setSingleSignOn']['input'],
): boolean {
  const account = database.one(ACCOUNT, accountId);
  if (account === undefined) return false;
  const number = integer(account, 'number');
  if (sso === undefined) database.run(REMOVE, number);
  else database.run(SET, number, sso.issuer, sso.clientId, sso.sealedClientSecret ?? null);
  writeAudit(database, singleSignOnEntry(accountId, sso), context);
  return true;
}
