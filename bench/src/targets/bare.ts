import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Exchange } from '../load/exchange.ts';
import { type RunningProcess, startProcess } from '../processes/running-process.ts';
import type { Room } from '../room.ts';

const PROGRAM = fileURLToPath(new URL('bare-process.ts', import.meta.url));
/** What `node:http` adds to every answer by itself. */
const OWN_HEADERS = new Set(['date', 'connection', 'keep-alive']);

/** One listener of the bare server. */
export interface BareListener {
  readonly answers: readonly {
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    /** Base64. */
    readonly body: string;
  }[];
  /** PEM of a certificate and its key; undefined: plain HTTP. */
  readonly tls: string | undefined;
}

/** The running bare server: a port for each listener that was asked for, in order. */
export interface Bare {
  readonly process: RunningProcess;
  readonly ports: readonly number[];
}

/** A listener that repeats what the candidate was heard to answer. */
export function repeating(heard: readonly Exchange[], tls?: string): BareListener {
  const answers = heard.map(({ status, headers, body }) => ({
    status,
    headers: headers.filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())),
    body: body.toString('base64'),
  }));
  return { answers, tls };
}

/** Starts the bare server on the server's core. */
export async function startBare(room: Room, listeners: readonly BareListener[]): Promise<Bare> {
  const options = { args: [PROGRAM], core: room.cores.server, logFile: room.path('bare.log'), ipc: true };
  const running = room.keep(startProcess(options));
  running.child.send(listeners);
  const [ports]: number[][] = await once(running.child, 'message');
  if (ports === undefined) throw new Error('The bare server did not say where it listens.');
  return { process: running, ports };
}
