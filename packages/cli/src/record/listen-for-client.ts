import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ValuesOf } from '../options/option.ts';
import type { Cleanup } from '../service/until-stopped.ts';
import type { localListenerOptions } from './listener-options.ts';
import { type LocalListener, listenLocally, type WholeAnswer, type WholeRequest } from './local-listener.ts';

/** Listens as the options say; what has to be ended goes to `cleanup`. */
export async function listenForClient(
  { host, port, http, tlsDir }: ValuesOf<typeof localListenerOptions>,
  cleanup: Cleanup,
  answer: (request: WholeRequest) => Promise<WholeAnswer>,
): Promise<LocalListener> {
  const certificateFolder = async () => {
    if (tlsDir !== undefined) return tlsDir;
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-recording-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    return folder;
  };
  const listener = await listenLocally({ host, port, http, certificateFolder }, answer);
  cleanup.add(() => listener.close());
  return listener;
}
