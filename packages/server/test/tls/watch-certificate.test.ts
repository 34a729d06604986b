import assert from 'node:assert/strict';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, type TestContext, test } from 'node:test';
import { createAuthority, issueServerCertificate } from '../../src/tls/issue-certificate.ts';
import type { CertificatePair } from '../../src/tls/tls-material.ts';
import { TlsRefused } from '../../src/tls/tls-refused.ts';
import { watchCertificate } from '../../src/tls/watch-certificate.ts';
import { eventually } from './eventually.ts';
import { handshake, open, serveWith } from './https-answer.ts';
import { temporaryFolder } from './temporary-folder.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const POLL_MS = 5;

let authority: CertificatePair;
let pairs: [CertificatePair, CertificatePair];

before(async () => {
  authority = await createAuthority(['localhost', '127.0.0.1'], Date.now());
  pairs = [await issue(), await issue()];
});

function issue(now = Date.now()): Promise<CertificatePair> {
  return issueServerCertificate(authority, ['localhost', '127.0.0.1'], now);
}

function recordingLogger() {
  const lines: string[] = [];
  const record = (...args: unknown[]) => void lines.push(String(args.at(-1)));
  return { lines, logger: { info: record, warn: record } };
}

async function writeFiles(folder: string, pair: CertificatePair): Promise<{ certFile: string; keyFile: string }> {
  await mkdir(folder, { recursive: true });
  const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
  await writeFile(files.certFile, pair.cert);
  await writeFile(files.keyFile, pair.key);
  return files;
}

async function served(t: TestContext, certFile: string, keyFile: string) {
  const { lines, logger } = recordingLogger();
  const material = await watchCertificate(certFile, keyFile, logger, { pollMs: POLL_MS });
  const { port } = await serveWith(t, material);
  const serial = async () => (await handshake(port, authority.cert, 'localhost')).serialNumber;
  const answersWith = (pair: CertificatePair) =>
    eventually('the certificate is in use', async () => (await serial()) === serialOf(pair));
  return { port, lines, serial, answersWith };
}

const serialOf = (pair: CertificatePair) => new X509Certificate(pair.cert).serialNumber;

describe('new files are taken into use', () => {
  test('when replaced in place; open connections live on', async (t) => {
    const { certFile, keyFile } = await writeFiles(await temporaryFolder(t), pairs[0]);
    const { port, serial, answersWith } = await served(t, certFile, keyFile);
    assert.equal(await serial(), serialOf(pairs[0]));
    const old = await open(port, authority.cert, 'localhost');
    t.after(() => old.destroy());
    await writeFile(keyFile, pairs[1].key);
    await writeFile(certFile, pairs[1].cert);
    await answersWith(pairs[1]);
    old.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [chunk] = await once(old);
    assert.match(String(chunk), /^HTTP\/1\.1 200/);
  });

  test('when replaced by rename, and back again', async (t) => {
    const folder = await temporaryFolder(t);
    const { certFile, keyFile } = await writeFiles(folder, pairs[0]);
    const { answersWith } = await served(t, certFile, keyFile);
    for (const pair of [pairs[1], pairs[0]]) {
      const next = await writeFiles(join(folder, 'next'), pair);
      await rename(next.certFile, certFile);
      await rename(next.keyFile, keyFile);
      await answersWith(pair);
    }
  });

  test('when a symlink above them is flipped', async (t) => {
    const folder = await temporaryFolder(t);
    await writeFiles(join(folder, 'one'), pairs[0]);
    await writeFiles(join(folder, 'two'), pairs[1]);
    await symlink('one', join(folder, 'live'));
    const { answersWith } = await served(t, join(folder, 'live', 'cert.pem'), join(folder, 'live', 'key.pem'));
    await symlink('two', join(folder, 'flip'));
    await rename(join(folder, 'flip'), join(folder, 'live'));
    await answersWith(pairs[1]);
  });

  test('with the chain that follows the certificate', async (t) => {
    const { certFile, keyFile } = await writeFiles(await temporaryFolder(t), pairs[0]);
    await writeFile(certFile, pairs[0].cert + authority.cert);
    const { serial } = await served(t, certFile, keyFile);
    assert.equal(await serial(), serialOf(pairs[0]));
  });
});

describe('a bad pair while running is logged once, and the old one stays', () => {
  const damages: Record<string, (files: { certFile: string; keyFile: string }) => Promise<void>> = {
    'a certificate without its key': ({ certFile }) => writeFile(certFile, pairs[1].cert),
    'a certificate that is none': ({ certFile }) => writeFile(certFile, 'hello'),
    'an empty key': ({ keyFile }) => writeFile(keyFile, ''),
    'no file': ({ certFile }) => rm(certFile),
  };
  for (const [name, damage] of Object.entries(damages)) {
    test(name, async (t) => {
      const { certFile, keyFile } = await writeFiles(await temporaryFolder(t), pairs[0]);
      const { lines, serial, answersWith } = await served(t, certFile, keyFile);
      await damage({ certFile, keyFile });
      await eventually('a warning', () => lines.length > 0);
      assert.match(lines[0] ?? '', /The old certificate stays in use\. .*(cert|key)\.pem/);
      assert.equal(await serial(), serialOf(pairs[0]));
      await writeFile(certFile, pairs[1].cert);
      await writeFile(keyFile, pairs[1].key);
      await answersWith(pairs[1]);
      const warnings = lines.filter((line) => line.includes('stays in use'));
      assert.equal(new Set(warnings).size, warnings.length, 'each warning once');
    });
  }
});

describe('a pair that cannot be used is refused at start, in words', () => {
  const refusal = async (t: TestContext, cert: string, key: string, pattern: RegExp) => {
    const { certFile, keyFile } = await writeFiles(await temporaryFolder(t), { cert, key });
    await assert.rejects(watchCertificate(certFile, keyFile, recordingLogger().logger), (error: unknown) => {
      assert.ok(error instanceof TlsRefused);
      assert.match(error.message, pattern);
      return true;
    });
  };

  test('the key of another certificate', (t) => refusal(t, pairs[0].cert, pairs[1].key, /key\.pem does not belong to/));
  test('no certificate', (t) => refusal(t, 'hello', pairs[0].key, /cert\.pem holds no certificate in PEM form/));
  test('no key', (t) => refusal(t, pairs[0].cert, pairs[0].cert, /key\.pem holds no private key in PEM form/));
  test('a broken chain', (t) =>
    refusal(t, `${pairs[0].cert}${authority.cert.replace('MII', 'xII')}`, pairs[0].key, /OpenSSL does not take/));
  test('an expired certificate', async (t) => {
    const old = await issue(Date.now() - 400 * DAY_MS);
    await refusal(t, old.cert, old.key, /cert\.pem expired on 20.* Renew it/);
  });
  test('a key under a passphrase', async (t) => {
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
    });
    await refusal(t, pairs[0].cert, privateKey, /passphrase.*openssl pkey/);
  });
  test('a missing file', async (t) => {
    const folder = await temporaryFolder(t);
    const start = watchCertificate(join(folder, 'cert.pem'), join(folder, 'key.pem'), recordingLogger().logger);
    await assert.rejects(start, /Cannot read the .*(cert|key)\.pem.*Check the path/);
  });
});

test('a certificate that ends soon is warned about at start, a fresh one is not', async (t) => {
  const { certFile, keyFile } = await writeFiles(await temporaryFolder(t), pairs[0]);
  const end = new X509Certificate(await readFile(certFile)).validToDate.getTime();
  const warned = async (at: number) => {
    const { lines, logger } = recordingLogger();
    await watchCertificate(certFile, keyFile, logger, { clock: { now: () => at } });
    return lines;
  };
  assert.deepEqual(await warned(Date.now()), []);
  assert.match((await warned(end - 3 * DAY_MS)).join(), /expires on .*, in 3 days/);
  assert.match((await warned(0)).join(), /not valid before/);
});

async function once(socket: NodeJS.EventEmitter): Promise<unknown[]> {
  return await new Promise((resolve, reject) => {
    socket.once('data', (...args: unknown[]) => resolve(args));
    socket.once('error', reject);
  });
}
