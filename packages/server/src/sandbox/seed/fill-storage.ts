import { Readable } from 'node:stream';
import { SCOPES } from '@rollcall/contract';
import type { ImportReport } from '../../directory/import-report.ts';
import { importDirectory, seedDemoDirectory } from '../../directory/index.ts';
import type { ChangeContext } from '../../domain/audit.ts';
import { hashCredential, newClientSecret } from '../../domain/credentials.ts';
import { newResourceId } from '../../domain/resource-id.ts';
import type { Storage } from '../../storage/storage.ts';
import { repeatableRandom } from './repeatable-random.ts';
import type { ReadSeed } from './seed.ts';
import { SeedRefused } from './seed-refused.ts';

/** What a caller needs to act as the first application of the first account. */
export interface SandboxCredentials {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Times that a seed leaves out are this one, so that every start gives the same people. */
const SEED_TIME = Date.UTC(2026, 0, 1);
const SEED_CLOCK = { now: () => SEED_TIME };
const SEED_CONTEXT: ChangeContext = {
  at: SEED_TIME,
  actor: { kind: 'operator', id: 'sandbox', address: undefined, userAgent: undefined },
  requestId: 'sandbox',
};

/** Whose ids and secrets the well-known demo account has. */
export const WELL_KNOWN = 'rollcall sandbox';

/**
 * Fills an empty store with a seed: the same ids, secrets and times whenever seed and identity are the same.
 *
 * @param seed undefined for the demo people
 * @param identity what ids and secrets that the seed leaves out derive from
 * @throws SeedRefused saying where the seed is wrong
 */
export async function fillStorage(
  storage: Storage,
  seed: ReadSeed | undefined,
  identity: string,
): Promise<SandboxCredentials> {
  const random = repeatableRandom(identity);
  const circumstances = { storage, context: SEED_CONTEXT, clock: SEED_CLOCK, random };
  if (seed === undefined) {
    const isWellKnown = identity === WELL_KNOWN;
    const accountId = isWellKnown ? undefined : newResourceId(random);
    const credentials = isWellKnown ? 'fixed' : 'random';
    const report = await seedDemoDirectory(storage, { ...circumstances, credentials, accountId });
    return credentialsOf(storage, report, 'The demo directory', identity);
  }
  const { format, bytes, source } = seed;
  // CSV holds people only: they need an account to be in.
  const accountId = format === 'csv' ? newResourceId(random) : undefined;
  if (accountId !== undefined) {
    await storage.createAccount({ id: accountId, name: 'Sandbox', provisioning: 'manual' }, SEED_CONTEXT);
  }
  try {
    const input = Readable.from([bytes]);
    const report = await importDirectory({ ...circumstances, input, format, accountId, source });
    return await credentialsOf(storage, report, source, identity);
  } catch (error) {
    throw seed.explain(error);
  }
}

async function credentialsOf(
  storage: Storage,
  report: ImportReport,
  source: string,
  identity: string,
): Promise<SandboxCredentials> {
  const { firstAccount, firstApplication: application } = report;
  // A CSV file without people has an account all the same.
  const accountId = firstAccount ?? (await storage.listAccounts())[0]?.id;
  if (accountId === undefined) {
    throw new SeedRefused(`${source} holds no account. A sandbox needs one to serve: add it.`);
  }
  if (application?.secret !== undefined) {
    return { accountId, clientId: application.clientId, clientSecret: application.secret };
  }
  return makeApplication(storage, accountId, identity);
}

async function makeApplication(storage: Storage, accountId: string, identity: string): Promise<SandboxCredentials> {
  const random = repeatableRandom(`${identity} application`);
  const clientId = random.uuid();
  const clientSecret = newClientSecret(random);
  await storage.createApplication(
    {
      clientId,
      accountId,
      name: 'Sandbox',
      description: 'Made because the seed has no application for its first account.',
      redirectUrl: 'https://example.com/callback',
      scopes: SCOPES,
      requestsPerMinute: undefined,
      requestsPerHour: undefined,
      secretHash: hashCredential(clientSecret),
    },
    SEED_CONTEXT,
  );
  return { accountId, clientId, clientSecret };
}
