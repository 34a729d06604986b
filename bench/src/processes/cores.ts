import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Which core each side has to itself. Undefined where processes cannot be pinned here: the system then moves them. */
export interface Cores {
  readonly server: number | undefined;
  readonly load: number | undefined;
  /** Of a second server, where one is measured. */
  readonly secondServer?: number | undefined;
  /** For the report. */
  readonly description: string;
}

/** Two cores this process may use, where `taskset` is there and so are they. */
export function chooseCores(): Cores {
  const unpinned = (why: string) => ({ server: undefined, load: undefined, description: `not pinned: ${why}` });
  if (spawnSync('taskset', ['--version']).status !== 0) return unpinned('there is no taskset on this machine');
  const [server, load] = allowedCores();
  if (server === undefined || load === undefined) return unpinned('there is one core only');
  return { server, load, description: `server on core ${server}, load generator on core ${load}` };
}

/** For two servers: a core for each, while the load generator and a database move over both. */
export function chooseSharedCores(): Cores {
  const { server, load: second, description } = chooseCores();
  if (server === undefined || second === undefined) return { server, load: undefined, description };
  const shared = 'the database and the load generator move over all cores, and share these two with the servers';
  return {
    server,
    load: undefined,
    secondServer: second,
    description: `first server on core ${server}, second on core ${second}, the statements alone likewise; ${shared}`,
  };
}

function allowedCores(): readonly number[] {
  const list = /Cpus_allowed_list:\s*(\S+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
