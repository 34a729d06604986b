import { loadavg } from 'node:os';
import { rollcallVersion } from '../benchmark.ts';
import { describeMachine } from '../machine.ts';
import type { Options } from '../options.ts';
import { Room } from '../room.ts';
import { installPeers, PEERS } from '../targets/peer-install.ts';
import { measureAccounts, measureStarts } from './measure.ts';
import type { SandboxResult } from './result.ts';
import { peerSubjects, SANDBOX, sandboxOf } from './subjects.ts';

const COMPARED = ['@stoplight/prism-cli', 'oauth2-mock-server'] as const;

/** How long a sandbox takes to start, and an isolated account in it, beside what else people start in tests. */
export async function runSandboxBenchmark(options: Options, report: (line: string) => void): Promise<SandboxResult> {
  const startedAt = new Date();
  const load = loadavg();
  await using room = new Room(options.workDir);
  const leave = () => void room[Symbol.asyncDispose]().then(() => process.exit(130));
  process.once('SIGINT', leave).once('SIGTERM', leave);
  const times = options.quick ? 2 : 20;
  const peers = options.peers ? peerSubjects(await installPeers(report)) : [];
  report(`Starting each ${times} times …`);
  const starts = await measureStarts(room, [SANDBOX, ...peers], times);
  report('Starting with 100,000 people …');
  starts.push(...(await measureStarts(room, [sandboxOf(100_000)], options.quick ? 1 : 3)));
  report('Making isolated accounts …');
  const accounts = await measureAccounts(room, options.quick ? 10 : 300);
  process.off('SIGINT', leave).off('SIGTERM', leave);
  return {
    format: 1,
    kind: 'sandbox',
    startedAt: startedAt.toISOString(),
    tookSeconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
    quick: options.quick,
    command: options.command,
    machine: describeMachine(room.cores, room.path('sync')),
    load,
    versions: {
      Rollcall: rollcallVersion(),
      'Node.js': process.version,
      ...(options.peers && Object.fromEntries(COMPARED.map((name) => [name, PEERS[name]]))),
    },
    starts,
    accounts,
    caveats: options.peers ? [] : ['The peers were not measured: --peers was not given.'],
  };
}
