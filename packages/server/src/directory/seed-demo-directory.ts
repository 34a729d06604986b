import { Readable } from 'node:stream';
import type { ChangeContext } from '../domain/audit.ts';
import type { Clock } from '../domain/clock.ts';
import type { Random } from '../domain/random.ts';
import demo from './demo-directory.json' with { type: 'json' };
import { type ImportOptions, importDirectory } from './import-directory.ts';
import type { ImportReport } from './import-report.ts';

export interface SeedOptions {
  readonly context: ChangeContext;
  readonly clock: Clock;
  readonly random: Random;
  /** `random` makes a client id and secret; `fixed` uses well-known ones, for a sandbox that starts alike each time. */
  readonly credentials: 'random' | 'fixed';
  /** Of the account, where it is not the well-known one. */
  readonly accountId?: string | undefined;
}

/** The credentials of the sandbox's demo application. Known to everyone: never for a server that others reach. */
export const SANDBOX_CREDENTIALS = {
  clientId: '5a9db0c5-7c3e-4b1f-8d6a-2f00c0ffee01',
  clientSecret: 'sandbox-secret-known-to-everyone-for-tests-only',
} as const;

/** Puts the demo account with its people and one application into the store. Repeating it changes nothing. */
export function seedDemoDirectory(storage: ImportOptions['storage'], options: SeedOptions): Promise<ImportReport> {
  const { credentials, accountId, context, clock, random } = options;
  const fixed = { client_id: SANDBOX_CREDENTIALS.clientId, client_secret: SANDBOX_CREDENTIALS.clientSecret };
  const accounts = demo.accounts.map((account) => ({
    ...account,
    ...(accountId && { id: accountId }),
    applications: account.applications.map((application) => ({
      ...application,
      ...(credentials === 'fixed' ? fixed : {}),
    })),
  }));
  return importDirectory({
    storage,
    input: Readable.from([Buffer.from(JSON.stringify({ accounts }))]),
    format: 'json',
    source: 'demo-directory.json',
    context,
    clock,
    random,
  });
}
