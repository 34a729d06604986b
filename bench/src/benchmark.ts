import { readFileSync } from 'node:fs';
import { measureImport } from './import.ts';
import { describeMachine, isInMemory } from './machine.ts';
import type { Options } from './options.ts';
import type { BenchmarkResult } from './result.ts';
import { Room } from './room.ts';
import { comparePlain, compareTls } from './sections/comparisons.ts';
import { measureManyPeople } from './sections/many-people.ts';
import { Run } from './sections/run.ts';
import { measureStartUp } from './sections/start-up.ts';
import { type Directory, makeDirectory } from './targets/directory.ts';
import { PEERS } from './targets/peer-install.ts';
import { NO_PEERS, startPeers } from './targets/peers.ts';

const SMALL = 10_000;

/** Runs the sections that are wanted, one after the other. */
export async function runBenchmark(options: Options, report: (line: string) => void): Promise<BenchmarkResult> {
  const startedAt = new Date();
  await using room = new Room(options.workDir);
  const leave = () => void room[Symbol.asyncDispose]().then(() => process.exit(130));
  process.once('SIGINT', leave).once('SIGTERM', leave);
  const run = new Run(room, options, report);
  const machine = describeMachine(room.cores, room.path('sync'));
  if (isInMemory(room.folder))
    run.caveat(`${room.folder} is in memory: nothing there is durable. Name a disk with --work-dir.`);
  if (!options.peers && run.wants('get', 'list', 'token'))
    run.caveat('The peers were not measured: --peers was not given.');
  await measureComparisons(run);
  await measureLargeFolders(run);
  if (run.wants('import')) await measureImports(run);
  process.off('SIGINT', leave).off('SIGTERM', leave);
  return {
    format: 1,
    startedAt: startedAt.toISOString(),
    tookSeconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
    quick: options.quick,
    command: options.command,
    machine,
    settings: options.settings,
    versions: { Rollcall: rollcallVersion(), 'Node.js': process.version, ...(options.peers && PEERS) },
    comparisons: run.comparisons,
    ...(run.pages && { pages: run.pages }),
    ...(run.startUps && { startUps: run.startUps }),
    ...(run.imports.length > 0 && { imports: run.imports }),
    memory: run.memory,
    caveats: run.caveats,
  };
}

async function measureComparisons(run: Run): Promise<void> {
  if (!run.wants('get', 'list', 'token', 'suspend', 'tls')) return;
  const directory = await makeDirectory(run.room, run.settings.people);
  if (run.wants('get', 'list', 'token', 'suspend')) {
    const wantsPeers = run.options.peers && run.wants('get', 'list', 'token');
    const peers = wantsPeers ? await startPeers(run.room, run.settings.people, run.report) : NO_PEERS;
    await comparePlain(run, directory, peers);
    await peers.stop();
  }
  if (run.wants('tls')) await compareTls(run, directory);
}

async function measureLargeFolders(run: Run): Promise<void> {
  if (!run.wants('million', 'startup')) return;
  const many = await makeDirectory(run.room, run.settings.manyPeople);
  const perSecond = many.people / many.importSeconds;
  run.imports.push({ how: 'ndjson, `rollcall import` from its start to its end', people: many.people, perSecond });
  if (run.wants('startup')) {
    const small: Directory = await makeDirectory(run.room, Math.min(SMALL, run.settings.people));
    run.startUps = await measureStartUp(run, [small, many]);
  }
  if (run.wants('million')) await measureManyPeople(run, many);
}

async function measureImports(run: Run): Promise<void> {
  run.report(`Importing ${run.options.importedPeople.toLocaleString('en')} people in each format …`);
  for (const { format, people, ...rates } of await measureImport(run.options.importedPeople)) {
    run.imports.push({
      how: format,
      people,
      perSecond: rates.importedPerSecond,
      againPerSecond: rates.repeatedPerSecond,
      exportPerSecond: rates.exportedPerSecond,
      peakRss: Math.max(...rates.rss),
    });
  }
}

export function rollcallVersion(): string {
  return JSON.parse(readFileSync(new URL('../../packages/cli/package.json', import.meta.url), 'utf8')).version;
}
