import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { SCOPES } from '@rollcall/contract';
import type { Storage } from '@rollcall/server';
import type { ImportReport } from '@rollcall/server/directory';
import { hashCredential, newClientSecret } from '@rollcall/server/domain/credentials';
import { newResourceId } from '@rollcall/server/domain/resource-id';
import { operatorContext } from '../administration/operator.ts';
import { formatOf } from '../directory/format-of.ts';
import { importErrors } from '../directory/import-errors.ts';
import { Failure } from '../failure.ts';
import { repeatableRandom } from './repeatable-random.ts';

/** What a caller needs to act as the first application of the first account. */
export interface Credentials {
  readonly accountId: string;
  readonly clientId: string;
  readonly secret: string;
}

/** Times that a seed leaves out are this one, so that every start gives the same people. */
const SEED_TIME = Date.UTC(2026, 0, 1);

/**
 * Fills a sandbox from a seed file, or with the demo people.
 *
 * @param seedFile absolute path; undefined for the demo people
 * @throws Failure if the file cannot be read or used
 */
export async function seedSandbox(storage: Storage, seedFile: string | undefined): Promise<Credentials> {
  const random = repeatableRandom('rollcall sandbox');
  const context = operatorContext();
  const clock = { now: () => SEED_TIME };
  const { importDirectory, seedDemoDirectory } = await import('@rollcall/server/directory');
  let report: ImportReport;
  if (seedFile === undefined) {
    report = await seedDemoDirectory(storage, { context, clock, random, credentials: 'fixed' });
  } else {
    const format = await formatOf(seedFile);
    // CSV holds people only: they need an account to be in.
    const accountId = format === 'csv' ? newResourceId(random) : undefined;
    if (accountId !== undefined) {
      await storage.createAccount({ id: accountId, name: 'Sandbox', provisioning: 'manual' }, context);
    }
    const source = basename(seedFile);
    const input = createReadStream(seedFile);
    report = await importErrors(seedFile, () =>
      importDirectory({ storage, input, format, accountId, source, context, clock, random }),
    );
  }
  return credentialsOf(storage, report, seedFile);
}

async function credentialsOf(
  storage: Storage,
  report: ImportReport,
  seedFile: string | undefined,
): Promise<Credentials> {
  const { firstAccount: accountId, firstApplication: application } = report;
  if (accountId === undefined) {
    throw new Failure(`${seedFile ?? 'The seed'} holds no account. A sandbox needs one to serve; add it to the file.`);
  }
  if (application?.secret !== undefined) {
    return { accountId, clientId: application.clientId, secret: application.secret };
  }
  const random = repeatableRandom('rollcall sandbox application');
  const clientId = random.uuid();
  const secret = newClientSecret(random);
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
      secretHash: hashCredential(secret),
    },
    operatorContext(),
  );
  return { accountId, clientId, secret };
}
