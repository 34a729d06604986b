/** Compiled, never run: what callers may write, and what the compiler keeps them from. */
import {
  type ClientOptions,
  createClient,
  createLimiter,
  ERR_LAST_OWNER,
  type ErrorCode,
  RollcallError,
  type User,
  type UserList,
  type UserPage,
} from '@rollcall/client';

const credentials = { accountId: 'A', clientId: 'i', clientSecret: 's' };

export const options: ClientOptions[] = [
  { ...credentials, region: 'com' },
  { ...credentials, region: 'eu', apiVersion: 'v1beta1' },
  { ...credentials, baseUrl: 'https://users.example.com', retry: false },
  // What stands in no setting may be handed on as it is.
  { ...credentials, baseUrl: 'https://users.example.com', retry: { maxAttempts: undefined }, signal: undefined },
  { ...credentials, baseUrl: 'https://users.example.com', fetch, limiter: createLimiter(), clock: undefined },
  // @ts-expect-error: neither a region nor a base URL
  credentials,
  // @ts-expect-error: both
  { ...credentials, region: 'com', baseUrl: 'https://users.example.com' },
  // @ts-expect-error: no such region
  { ...credentials, region: 'us' },
  // @ts-expect-error: no such version
  { ...credentials, region: 'com', apiVersion: 'v2' },
  // @ts-expect-error: no secret
  { region: 'com', accountId: 'A', clientId: 'i' },
  // @ts-expect-error: a misspelt option
  { ...credentials, region: 'com', timeout: 30 },
];

export async function calls(): Promise<void> {
  const { users, token } = createClient({ ...credentials, region: 'com' });
  const list: UserList = users.list({ filter: 'active', pageSize: 100 });
  for await (const user of list) readUser(user);
  for await (const page of list.pages()) readPage(page);
  const first: UserPage | undefined = (await list.pages().next()).value;
  for (const call of [users.get, users.suspend, users.reactivate, users.checkSuspend, users.checkReactivate]) {
    readUser(await call('A', { signal: AbortSignal.timeout(1000) }));
  }
  await token.revoke((await token.get()).value);
  // @ts-expect-error: the filter of the wire is the client's business
  users.list({ filter: 'user.isActive()' });
  // @ts-expect-error: who?
  await users.get();
  // @ts-expect-error: a list is walked, not awaited
  list.length;
  // @ts-expect-error: what was received is not to be changed
  if (first) first.results = [];
}

function readUser(user: User): void {
  const { id, email, display_name, create_time, path } = user;
  for (const text of [id, email, display_name, create_time, path]) text.toUpperCase();
  // Completed by editors, and open to states to come.
  if (user.state === 'ACTIVE' || user.state === 'SUSPENDED' || user.state === 'PENDING') return;
  const unknown: unknown = user.team;
  // @ts-expect-error: nobody knows what an unknown field is
  user.team.length;
  // @ts-expect-error: what was received is not to be changed
  user.email = `${unknown}`;
}

function readPage({ results, next_page_token }: UserPage): void {
  results.map(({ id }) => id.length);
  // @ts-expect-error: absent on the last page
  next_page_token.length;
}

export function failures(error: unknown): string | undefined {
  if (!(error instanceof RollcallError)) return undefined;
  const code: ErrorCode = error.code;
  const status: number | undefined = error.status;
  // @ts-expect-error: no such code
  if (error.code === 'ERR_LAST_OWNERS') return undefined;
  // @ts-expect-error: counted by the client
  error.attempts = 2;
  // @ts-expect-error: a body is anything
  error.body.message;
  return error.code === ERR_LAST_OWNER && status === 403 ? error.requestId : code;
}
