import type { ChangeContext } from '../../../../domain/audit.ts';
import type { SingleSignOn } from '../../../../domain/principal.ts';
import { singleSignOnEntry } from '../../../identity-entry.ts';
import { integer } from '../../../row.ts';
import type { Database } from '../../database.ts';
import { plain } from '../../statement.ts';
import { LOCK_ACCOUNT } from '../move-user.ts';
import { note } from './locked-holder.ts';

const SET = plain(`INSERT INTO rollcall.single_sign_on (account, issuer, client_id, sealed_client_secret)
  VALUES ($1, $2, $3, $4) ON CONFLICT (account) DO UPDATE SET issuer = excluded.issuer,
    client_id = excluded.client_id, sealed_client_secret = excluded.sealed_client_secret`);
const REMOVE = plain('DELETE FROM rollcall.single_sign_on WHERE account = $1');

export function setSingleSignOn(
  database: Database,
  accountId: string,
  sso: SingleSignOn | undefined,
  context: ChangeContext,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const account = await transaction.one(LOCK_ACCOUNT, accountId);
    if (account === undefined) return false;
    const number = integer(account, 'number');
    if (sso === undefined) await transaction.one(REMOVE, number);
    else await transaction.one(SET, number, sso.issuer, sso.clientId, sso.sealedClientSecret ?? null);
    await note(transaction, singleSignOnEntry(accountId, sso), context);
    return true;
  });
}
