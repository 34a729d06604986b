import type { Person } from '../../../../domain/directory.ts';
import { losesRights } from '../../../../domain/principal.ts';
import type { Database } from '../../database.ts';

/** Each finds its place by an index. ?1 account, ?2 holder. */
export const SIGN_OUT_STATEMENTS = {
  signOut: 'DELETE FROM sessions WHERE account = ?1 AND holder = ?2',
  forgetPasskeys: 'DELETE FROM passkeys WHERE account = ?1 AND holder = ?2',
  forgetInvites: 'DELETE FROM invites WHERE account = ?1 AND holder = ?2',
} as const;

/** Ends every session of a holder. How many. @param account its number, or `DEPLOYMENT` */
export function signOut(database: Database, account: number, holder: string): number {
  return database.run(SIGN_OUT_STATEMENTS.signOut, account, holder);
}

/** In the transaction of a change of a person. */
export function signOutWhoLosesRights(database: Database, account: number, before: Person, after: Person): void {
  if (losesRights(before, after)) signOut(database, account, after.id);
}

/** In the transaction that removes a holder: with all they hold. */
export function forget(database: Database, account: number, holder: string): void {
  for (const sql of Object.values(SIGN_OUT_STATEMENTS)) database.run(sql, account, holder);
}
