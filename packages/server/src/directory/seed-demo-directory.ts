import type { DirectoryFile } from '@rollcall/contract/directory-file';
import type { ChangeContext } from '../domain/audit.ts';
import { type Clock, toTimestamp } from '../domain/clock.ts';
import type { PrincipalId } from '../domain/principal.ts';
import type { Random } from '../domain/random.ts';
import type { ImportRecord } from '../storage/import-session.ts';
import type { Storage } from '../storage/storage.ts';
import { toApplication } from './application-record.ts';
import demo from './demo-directory.json' with { type: 'json' };
import type { ImportReport } from './import-report.ts';
import { toPerson } from './person-record.ts';

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

const SOURCE = 'demo-directory.json';

/**
 * Puts the demo account with its people and one application into the store. Repeating it changes nothing. The file is
 * our own, and a test holds it to the rules: checking it again would cost every start of a sandbox a tenth of a second.
 */
export async function seedDemoDirectory(
  storage: Pick<Storage, 'beginImport'>,
  options: SeedOptions,
): Promise<ImportReport> {
  const { accountId, people, application } = demoRecords(options);
  const session = await storage.beginImport(SOURCE, options.context);
  try {
    const results = await session.applyAll([...people, application.record]);
    const summary = await session.commit();
    const { change, id: clientId } = results.at(-1) ?? { change: 'unchanged', id: '' };
    const { secret, record } = application;
    const isNew = change === 'created';
    const isRandom = options.credentials === 'random';
    return {
      summary,
      madeSecrets: isNew && isRandom ? [{ clientId, accountId, name: record.application.name, secret }] : [],
      firstAccount: accountId,
      firstApplication: { accountId, clientId, secret: isNew || !isRandom ? secret : undefined },
      warnings: [],
    };
  } catch (error) {
    await session.abort();
    throw error;
  }
}

/** Who owns the demo account, and is its first person. */
export function demoOwner(): PrincipalId {
  const [account] = (demo as DirectoryFile).accounts; // its words are the schema's
  const owner = account?.users?.find(({ role }) => role === 'owner');
  if (account?.id === undefined || owner?.id === undefined) throw new Error(`${SOURCE} lacks an owner with an id`);
  return { kind: 'person', accountId: account.id, userId: owner.id };
}

/** What the file holds, completed. */
function demoRecords(options: SeedOptions) {
  const [account] = (demo as DirectoryFile).accounts; // its words are the schema's
  const [given] = account?.applications ?? [];
  if (account?.id === undefined || given === undefined) throw new Error(`${SOURCE} lacks an id or an application`);
  const { accountId = account.id, random, clock } = options;
  const { name, provisioning = 'manual', users = [] } = account;
  const now = toTimestamp(clock.now());
  const people: ImportRecord[] = [
    { kind: 'account', account: { id: accountId, name, provisioning }, made: [] },
    ...users.map((user) => toPerson(user, accountId, random, now)),
  ];
  return { accountId, people, application: toApplication(withCredentials(given, options), accountId, random) };
}

type DemoApplication = Parameters<typeof toApplication>[0];

function withCredentials(given: DemoApplication, { credentials }: SeedOptions): DemoApplication {
  if (credentials === 'random') return given;
  const { clientId, clientSecret } = SANDBOX_CREDENTIALS;
  return { ...given, client_id: clientId, client_secret: clientSecret };
}
