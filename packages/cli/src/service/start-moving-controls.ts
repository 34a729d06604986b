import type { Address } from '@rollcall/server';
import { Failure } from '../failure.ts';
import { CONTROL_PORT } from '../options/sandbox-options.ts';

interface Options {
  readonly host: string;
  readonly port: number;
  readonly controlHost: string;
  readonly controlPort: number | undefined;
}

/** The system's words for a host that is none of this machine. */
const NO_ADDRESS: ReadonlySet<unknown> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Starts what has controls beside it. Where nobody asked for their port and it cannot be had, a free one does as well.
 *
 * @throws Failure with a sentence for the operator if the controls cannot listen
 */
export async function startMovingControls<App>(
  { host: apiHost, port: apiPort, controlHost: host, controlPort }: Options,
  startWith: (control: Address) => Promise<App>,
): Promise<App> {
  const port = controlPort ?? (apiPort === 0 ? 0 : CONTROL_PORT);
  try {
    return await startWith({ host, port });
  } catch (error) {
    if (host !== apiHost && isUnknownHost(error, host)) {
      throw new Failure(
        `"${host}" is no address of this machine. Give another --control-host: 127.0.0.1, or an address it has.`,
        { cause: error },
      );
    }
    const isTaken = error instanceof Error && 'port' in error && error.port === port && port !== 0;
    if (!isTaken) throw error;
    if (controlPort === undefined) return startWith({ host, port: 0 });
    throw new Failure(`Port ${port} on ${host} cannot be opened for the controls. Give another --control-port.`, {
      cause: error,
    });
  }
}

function isUnknownHost(error: unknown, host: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || !NO_ADDRESS.has(error.code)) return false;
  return ('address' in error && error.address === host) || ('hostname' in error && error.hostname === host);
}
