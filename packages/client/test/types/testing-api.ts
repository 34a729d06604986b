/** Compiled, never run: what tests may write, also where the server is not installed. */
import { createClient } from '@rollcall/client';
import { type PersonKind, type Seed, startSandbox } from '@rollcall/client/testing';

export const seed: Seed = { accounts: [{ name: 'Acme', users: [{ email: 'ada@example.com', display_name: 'Ada' }] }] };

export async function act(kind: PersonKind): Promise<void> {
  await using sandbox = await startSandbox({ seed, limits: { perMinute: 0 } });
  const client = createClient(sandbox.options);
  await client.users.suspend(await sandbox.userId(kind));
  // @ts-expect-error: no such kind
  await sandbox.userId('nobody');
  // @ts-expect-error: no accounts
  await startSandbox({ seed: { users: [] } });
}
