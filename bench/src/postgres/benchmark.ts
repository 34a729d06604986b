import { loadavg } from 'node:os';
import { rollcallVersion } from '../benchmark.ts';
import { describeMachine } from '../machine.ts';
import type { Options } from '../options.ts';
import { chooseSharedCores } from '../processes/cores.ts';
import { Room } from '../room.ts';
import { Run } from '../sections/run.ts';
import { DATABASE_SETTINGS, MeasuredDatabase } from '../targets/database.ts';
import { type Directory, makeDirectory } from '../targets/directory.ts';
import { Recorder } from '../targets/recorded-statements.ts';
import { makeApplications } from './applications.ts';
import { Contenders, POOL } from './contenders.ts';
import type { Measured } from './courses.ts';
import { measureOperations } from './operations.ts';
import { measurePageCosts } from './page-costs.ts';
import type { PostgresResult, StorePages, TableSize } from './result.ts';
import { measureSizes } from './sizes.ts';

const APPLICATIONS = 64;
const FEW = 10_000;

/** One and two servers on PostgreSQL, against the same statements without a server. */
export async function runPostgresBenchmark(options: Options, report: (line: string) => void): Promise<PostgresResult> {
  const startedAt = new Date();
  const before = loadavg();
  await using room = new Room(options.workDir, chooseSharedCores());
  const leave = () => void room[Symbol.asyncDispose]().then(() => process.exit(130));
  process.once('SIGINT', leave).once('SIGTERM', leave);
  await using database = await MeasuredDatabase.start();
  const run = new Run(room, options, report);
  const machine = describeMachine(room.cores, room.path('sync'));
  const found: Found = { measured: [], imports: [], pages: [], sizes: [] };
  // A part that fails must not take with it what took minutes to measure.
  const attempt = (part: typeof measureLoad) =>
    part(run, database, found).catch((error: unknown) => {
      run.caveat(`A part was **not measured**: ${error instanceof Error ? error.message : String(error)}`);
    });
  if (run.wants('get', 'list', 'token', 'suspend')) await attempt(measureLoad);
  if (run.wants('million')) await attempt(measurePeople);
  process.off('SIGINT', leave).off('SIGTERM', leave);
  return {
    format: 1,
    kind: 'postgres',
    startedAt: startedAt.toISOString(),
    tookSeconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
    quick: options.quick,
    command: options.command,
    machine,
    load: { before, after: loadavg() },
    settings: options.settings,
    versions: {
      Rollcall: rollcallVersion(),
      'Node.js': process.version,
      PostgreSQL: await database.text('SHOW server_version', database.anyUrl),
    },
    databaseSettings: DATABASE_SETTINGS,
    pool: POOL,
    applications: APPLICATIONS,
    asked: found.measured.map(({ asked }) => asked),
    comparisons: found.measured.map(({ comparison }) => comparison),
    writeAhead: found.measured.map(({ writeAhead }) => writeAhead),
    pages: found.pages,
    imports: found.imports,
    sizes: found.sizes,
    caveats: run.caveats,
  };
}

/** What was found so far. */
interface Found {
  readonly measured: Measured[];
  readonly imports: PostgresResult['imports'][number][];
  readonly pages: StorePages[];
  readonly sizes: TableSize[];
}

/** Servers under load, with limits and without. */
async function measureLoad(run: Run, database: MeasuredDatabase, found: Found): Promise<void> {
  const { room, options } = run;
  const url = await database.cluster.createDatabase();
  const directory = await fill(run, url, run.settings.people, found);
  const directories = await makeApplications(room, directory, APPLICATIONS);
  for (const limits of [true, false]) {
    const how = { limits, arguments: options.serverArguments };
    await using contenders = await Contenders.start(room, database, directory, how);
    await using recorder = await Recorder.start(room, directory, { limits });
    const ground = { run, url, database, directories, contenders, recorder, limits };
    found.measured.push(...(await measureOperations(ground)));
  }
  found.sizes.push(...(await measureSizes(database, url, ['tokens', 'audit', 'limit_counts'])));
}

/** What depends on how many people there are. */
async function measurePeople(run: Run, database: MeasuredDatabase, found: Found): Promise<void> {
  const few = await database.cluster.createDatabase();
  const many = await database.cluster.createDatabase();
  const stores = [
    await fill(run, few, Math.min(FEW, run.settings.manyPeople), found),
    await fill(run, many, run.settings.manyPeople, found),
  ];
  found.sizes.push(...(await measureSizes(database, many, ['users'])));
  found.pages.push(...(await measurePageCosts(run, stores)));
}

async function fill(run: Run, url: string, people: number, { imports }: Found): Promise<Directory> {
  run.report(`Importing ${people.toLocaleString('en')} people …`);
  const directory = await makeDirectory(run.room, people, ['--database-url', url]);
  imports.push({ people, perSecond: people / directory.importSeconds });
  return directory;
}
