import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxAccount } from '@rollcall/client/testing';
import { Failure } from '../failure.ts';
import { withSandbox } from '../sandbox/reach.ts';
import { Cleanup } from '../service/until-stopped.ts';
import { type TrustFiles, writeTrustFiles } from './client-environment.ts';

/** The sandbox that a client is graded in, of our own or one that runs already. */
export interface Place extends AsyncDisposable {
  readonly controlUrl: string;
  /** Whose requests are judged where there is no exam. */
  readonly account: SandboxAccount;
  /** Undefined over plain HTTP. */
  readonly trust: TrustFiles | undefined;
}

export interface PlaceOptions {
  /** Of a sandbox that runs; undefined: one of our own is started. */
  readonly controlUrl: string | undefined;
  readonly account: string | undefined;
  readonly seed: string | undefined;
  readonly port: number;
  readonly http: boolean;
}

/**
 * Opens the sandbox, and writes down whom to trust. All of it is gone when it is disposed of.
 *
 * @param regions how many, where it is our own
 * @throws Failure where it cannot be started or reached
 */
export async function openPlace(options: PlaceOptions, regions: 1 | 2): Promise<Place> {
  const cleanup = new Cleanup();
  try {
    const controlUrl = options.controlUrl ?? (await startOwn(options, regions, cleanup));
    return await withSandbox({ controlUrl }, async (sandbox) => {
      const account = options.account === undefined ? sandbox.account : await sandbox.getAccount(options.account);
      const trust = sandbox.ca === undefined ? undefined : await writeTrustFiles(sandbox.ca, await makeFolder(cleanup));
      return { controlUrl, account, trust, [Symbol.asyncDispose]: () => cleanup.run() };
    });
  } catch (error) {
    await cleanup.run().catch(() => {}); // the first failure is the one to report
    throw error;
  }
}

async function startOwn({ seed, port, http }: PlaceOptions, regions: 1 | 2, cleanup: Cleanup): Promise<string> {
  const { startSandbox } = await import('@rollcall/server/sandbox');
  const first = { name: regions === 1 ? 'sandbox' : 'home', listen: { host: 'localhost', port } };
  const names = regions === 1 ? [first] : [first, { name: 'abroad' }];
  const sandbox = await startSandbox({ seed, tls: !http, regions: names }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new Failure(`Port ${port} cannot be opened (${code}). Give another --port (0 takes a free one).`);
  });
  cleanup.add(() => sandbox.close());
  if (sandbox.controlUrl === undefined) throw new Error('The sandbox has no controls.');
  return sandbox.controlUrl;
}

async function makeFolder(cleanup: Cleanup): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-grade-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
