import { randomUUID } from 'node:crypto';
import { link, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './tls-refused.ts';

const TEMPORARY = /^\.[\w.-]+\.[0-9a-f-]{36}\.tmp$/;
/** No write takes this long. */
const ABANDONED_MS = 60_000;
/** Some file systems (FAT, a few network shares) have no hard links. */
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

/**
 * Puts a file in its place at once or not at all, and durably: whoever opens it sees the old text or the new one, also
 * after a power cut. `mode` is set before the first byte is written, so that a key is never readable by others.
 */
export async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const temporary = await writeTemporary(path, text, mode);
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** As `replaceFile`, but of two processes that do it at once one wins, and the other leaves the winner's file alone. */
export async function createFile(path: string, text: string, mode: number): Promise<void> {
  const temporary = await writeTemporary(path, text, mode);
  try {
    await link(temporary, path);
    await rm(temporary, { force: true });
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (NO_HARD_LINKS.has(code)) await rename(temporary, path);
    else await rm(temporary, { force: true });
    if (code !== 'EEXIST' && !NO_HARD_LINKS.has(code)) throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes what a process that was killed while writing left behind; what another is writing right now stays. */
export async function removeTemporaries(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => TEMPORARY.test(name));
  for (const path of names.map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
}

async function writeTemporary(path: string, text: string, mode: number): Promise<string> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  const file = await open(temporary, 'wx', mode);
  try {
    // The umask may have taken bits away that the mode wants.
    await file.chmod(mode);
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return temporary;
}

/** Makes the rename itself durable. Windows cannot open a folder for that and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
