import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ensureLocalCertificate } from '../../src/tls/local-certificate.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PROGRAM = join(import.meta.dirname, 'make-until-killed.ts');

/** Kills a process that makes certificates, without warning, at its n-th change to the folder. */
async function killAtChange(t: TestContext, folder: string, n: number): Promise<void> {
  let changes = 0;
  const watcher = watch(folder, () => {
    changes += 1;
    if (changes >= n) child.kill('SIGKILL');
  });
  t.after(() => watcher.close());
  const child = spawn(process.execPath, [PROGRAM, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = await once(child, 'exit');
  watcher.close();
  assert.equal(signal, 'SIGKILL');
}

test('a process killed at any point leaves a folder that the next start repairs', async (t) => {
  for (const n of [1, 2, 4, 7, 11, 16]) {
    const folder = join(await temporaryFolder(t), 'tls');
    await mkdir(folder, { mode: 0o700 });
    await killAtChange(t, folder, n);
    const { material, caFile } = await ensureLocalCertificate(folder);
    const authority = new X509Certificate(await readFile(caFile));
    assert.equal(new X509Certificate(material.cert).verify(authority.publicKey), true, `killed at change ${n}`);
    assert.equal((await ensureLocalCertificate(folder)).made, 'nothing');
  }
});
