import type { Situation } from './situation.ts';

/** What the account of every situation is called, and its application. */
export interface SameCredentials {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The situation with these in its account; as it is where there are none. */
export function withCredentials(situation: Situation, same: SameCredentials | undefined): Situation {
  if (same === undefined) return situation;
  const { accountId: id, clientId, clientSecret } = same;
  const accounts = situation.seed.accounts.map((account) => ({
    // Before the people: a directory file is read as it comes, and wants to know whose they are.
    id,
    ...account,
    applications: account.applications?.map((application) => ({
      ...application,
      client_id: clientId,
      client_secret: clientSecret,
    })),
  }));
  return { ...situation, seed: { accounts } as Situation['seed'] }; // as before but for what is named above
}
