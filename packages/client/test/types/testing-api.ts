/** Compiled, never run: what tests may write, also where the server is not installed. */
import { createClient } from '@rollcall/client';
import {
  type AccountControls,
  connectSandbox,
  type Fault,
  type PersonKind,
  SandboxError,
  type Seed,
  startSandbox,
} from '@rollcall/client/testing';

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

export async function ask(controlUrl: string | undefined): Promise<void> {
  const sandbox = await connectSandbox(controlUrl);
  const account = await sandbox.createAccount({ preset: 'one-owner', clock: { frozen: true } });
  const limiterClock = await account.clock.forClient();
  createClient({ ...account.options, clock: limiterClock });
  await use(account);
  await use(await startSandbox({ regions: [{ name: 'eu' }], tls: true, users: 5, randomSeed: 2 }));
  const late: Fault = { kind: 'delay', operation: 'GetUser', delay_ms: 20 };
  await account.faults.add(late);
  // @ts-expect-error: what a delay takes
  await account.faults.add({ kind: 'delay', operation: 'GetUser', status: 503 });
  // @ts-expect-error: no such preset
  await sandbox.createAccount({ preset: 'two-owners' });
}

async function use({ journal, people }: AccountControls): Promise<void> {
  for await (const { role, email } of people.list('owner')) role === 'owner' && email.toUpperCase();
  try {
    await journal.assert({ operation: 'SuspendUser', at_most: 2 });
  } catch (error) {
    if (error instanceof SandboxError) error.violations.map(({ field }) => field.length);
  }
}
