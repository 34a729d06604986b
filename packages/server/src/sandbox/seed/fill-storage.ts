import { Readable } from 'node:stream';
import { SCOPES } from '@rollcall/contract';
import type { ImportReport } from '../../directory/import-report.ts';
import { seedDemoDirectory } from '../../directory/seed-demo-directory.ts';
import { newClientSecret } from '../../domain/credentials.ts';
import { newResourceId } from '../../domain/resource-id.ts';
import { firstSecret } from '../../storage/first-secret.ts';
import type { Storage } from '../../storage/storage.ts';
import { importPeople } from '../people/import-people.ts';
import { operatorContext } from '../people/operator-context.ts';
import type { PresetAccount } from '../people/presets.ts';
import type { Contents } from './contents.ts';
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
const SEED_CONTEXT = operatorContext(SEED_TIME);

/** Whose ids and secrets the well-known demo account has. */
export const WELL_KNOWN = 'rollcall sandbox';

/**
 * Fills an empty store: the same ids, secrets and times whenever contents and identity are the same.
 *
 * @param identity what ids and secrets that are not given derive from
 * @throws SeedRefused saying where the seed is wrong
 */
export async function fillStorage(storage: Storage, contents: Contents, identity: string): Promise<SandboxCredentials> {
  if (contents.kind === 'demo') return fillWithDemo(storage, identity);
  if (contents.kind === 'account') return fillWithAccount(storage, contents.account, identity);
  const { seed } = contents;
  try {
    return await fillWithSeed(storage, seed, identity);
  } catch (error) {
    throw seed.explain(error);
  }
}

async function fillWithDemo(storage: Storage, identity: string): Promise<SandboxCredentials> {
  const random = repeatableRandom(identity);
  const isWellKnown = identity === WELL_KNOWN;
  const report = await seedDemoDirectory(storage, {
    context: SEED_CONTEXT,
    clock: SEED_CLOCK,
    random,
    credentials: isWellKnown ? 'fixed' : 'random',
    accountId: isWellKnown ? undefined : newResourceId(random),
  });
  return credentialsOf(storage, report, 'The demo directory', identity);
}

async function fillWithSeed(storage: Storage, seed: ReadSeed, identity: string): Promise<SandboxCredentials> {
  const random = repeatableRandom(identity);
  // Loaded where it is wanted: what checks directory files costs a start a tenth of a second.
  const { importDirectory } = await import('../../directory/import-directory.ts');
  const { format, bytes, source } = seed;
  // CSV holds people only: they need an account to be in.
  const accountId = format === 'csv' ? newResourceId(random) : undefined;
  if (accountId !== undefined) {
    await storage.createAccount({ id: accountId, name: 'Sandbox', provisioning: 'manual' }, SEED_CONTEXT);
  }
  const input = Readable.from([bytes]);
  const circumstances = { storage, context: SEED_CONTEXT, clock: SEED_CLOCK, random };
  const report = await importDirectory({ ...circumstances, input, format, accountId, source });
  return credentialsOf(storage, report, source, identity);
}

async function fillWithAccount(
  storage: Storage,
  { name, provisioning, people }: PresetAccount,
  identity: string,
): Promise<SandboxCredentials> {
  const accountId = newResourceId(repeatableRandom(identity));
  await storage.createAccount({ id: accountId, name, provisioning }, SEED_CONTEXT);
  await importPeople({ storage, accountId, people: people(accountId), source: name, context: SEED_CONTEXT });
  return makeApplication(storage, accountId, identity);
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
      description: 'Made because nothing else was given for the first account.',
      redirectUrl: 'https://example.com/callback',
      scopes: SCOPES,
      requestsPerMinute: undefined,
      requestsPerHour: undefined,
      secret: firstSecret(random, clientSecret),
    },
    SEED_CONTEXT,
  );
  return { accountId, clientId, clientSecret };
}
