import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { issueServerCertificate } from '../../src/tls/issue-certificate.ts';
import { ensureLocalCertificate } from '../../src/tls/local-certificate.ts';
import { TlsRefused } from '../../src/tls/tls-refused.ts';
import { handshake, serveWith } from './https-answer.ts';
import { temporaryFolder } from './temporary-folder.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-11-23T12:00:00Z');

const run = promisify(execFile);
const clockAt = (epochMs: number) => ({ now: () => epochMs });

async function made(t: TestContext, options: Parameters<typeof ensureLocalCertificate>[1] = {}) {
  const folder = join(await temporaryFolder(t), 'tls');
  const first = await ensureLocalCertificate(folder, options);
  return {
    folder,
    ...first,
    server: new X509Certificate(first.material.cert),
    ca: await readFile(first.caFile, 'utf8'),
  };
}

describe('the first start', () => {
  test('makes a CA and a certificate for this machine that a strict client accepts', async (t) => {
    const { material, ca, made: what } = await made(t);
    assert.equal(what, 'authority');
    const { port } = await serveWith(t, material);
    for (const name of ['localhost', '127.0.0.1', '::1']) {
      assert.match((await handshake(port, ca, name)).subjectaltname ?? '', /localhost/);
    }
    await assert.rejects(handshake(port, ca, 'api.example.test'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  test('makes a CA that is a CA, of P-256, for ten years, and vouches for nothing else', async (t) => {
    const { ca, server, caFile } = await made(t, { clock: clockAt(NOW) });
    const authority = new X509Certificate(ca);
    assert.equal(authority.ca, true);
    assert.equal(server.ca, false);
    assert.equal(authority.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
    assert.ok(authority.validToDate.getTime() > NOW + 3650 * DAY_MS);
    assert.equal(server.validToDate.getTime() - server.validFromDate.getTime(), 397 * DAY_MS);
    assert.doesNotMatch(await readFile(caFile, 'utf8'), /PRIVATE KEY/);
  });

  test('keeps keys and folder to the owner', { skip: process.platform === 'win32' }, async (t) => {
    const { folder } = await made(t);
    const mode = async (path: string) => (await stat(path)).mode & 0o777;
    assert.equal(await mode(folder), 0o700);
    assert.equal(await mode(join(folder, 'authority.pem')), 0o600);
    assert.equal(await mode(join(folder, 'server.pem')), 0o600);
    assert.deepEqual((await readdir(folder)).sort(), ['authority.pem', 'ca.pem', 'server.pem']);
  });

  test('makes a CA that is of no use to whoever steals it', async (t) => {
    const { folder, ca } = await made(t);
    const authority = { cert: ca, key: await readFile(join(folder, 'authority.pem'), 'utf8') };
    for (const name of ['api.example.test', '192.0.2.7']) {
      const forged = await issueServerCertificate(authority, [name], Date.now());
      const { port } = await serveWith(t, forged);
      await assert.rejects(handshake(port, ca, name), /permitted subtree violation/);
    }
  });

  test('satisfies openssl in strict mode', async (t) => {
    const { folder, caFile } = await made(t);
    const args = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', caFile, join(folder, 'server.pem')];
    const answer = await run('openssl', args).catch((error: unknown) => skipWithout(t, error));
    if (answer !== undefined) assert.match(answer.stdout, /server\.pem: OK/);
  });

  test('satisfies curl', async (t) => {
    const { material, caFile } = await made(t);
    const { port } = await serveWith(t, material);
    const args = ['-sS', '--cacert', caFile, '--noproxy', '*', `https://127.0.0.1:${port}/`];
    const answer = await run('curl', args).catch((error: unknown) => skipWithout(t, error));
    if (answer !== undefined) assert.equal(answer.stdout, 'hello');
  });
});

describe('later starts', () => {
  test('keep what is there', async (t) => {
    const { folder, material, ca } = await made(t);
    const again = await ensureLocalCertificate(folder);
    assert.equal(again.made, 'nothing');
    assert.equal(again.material.cert, material.cert);
    assert.equal(await readFile(again.caFile, 'utf8'), ca);
  });

  test('write nothing, so that a folder that became read-only still serves', async (t) => {
    const { folder } = await made(t);
    const before = await stat(folder);
    assert.equal((await ensureLocalCertificate(folder)).made, 'nothing');
    assert.equal((await stat(folder)).ctimeMs, before.ctimeMs);
  });

  test('renew a certificate with less than 30 days left, under the same CA', async (t) => {
    const { folder, server, ca } = await made(t, { clock: clockAt(NOW) });
    const end = server.validToDate.getTime();
    const before = await ensureLocalCertificate(folder, { clock: clockAt(end - 31 * DAY_MS) });
    assert.equal(before.made, 'nothing');
    const after = await ensureLocalCertificate(folder, { clock: clockAt(end - 29 * DAY_MS) });
    assert.equal(after.made, 'certificate');
    assert.ok(new X509Certificate(after.material.cert).validToDate.getTime() > end);
    assert.equal(await readFile(after.caFile, 'utf8'), ca);
  });

  test('replace a CA that runs out, and no certificate outlives its CA', async (t) => {
    const { folder, ca } = await made(t, { clock: clockAt(NOW) });
    const end = new X509Certificate(ca).validToDate.getTime();
    const late = await ensureLocalCertificate(folder, { clock: clockAt(end - 100 * DAY_MS) });
    assert.equal(late.made, 'certificate');
    assert.equal(new X509Certificate(late.material.cert).validToDate.getTime(), end);
    const tooLate = await ensureLocalCertificate(folder, { clock: clockAt(end - 10 * DAY_MS) });
    assert.equal(tooLate.made, 'authority');
    assert.notEqual(await readFile(tooLate.caFile, 'utf8'), ca);
  });
});

describe('more names', () => {
  const names = ['api.example.test', '192.0.2.7', '2001:DB8:0::1', '*.sandbox.test', 'bücher.example'];

  test('make a new CA that permits them, and clients accept them', async (t) => {
    const { folder } = await made(t, { onProblem: (message) => assert.fail(message) });
    const heard: string[] = [];
    const wider = await ensureLocalCertificate(folder, { names, onProblem: (message) => heard.push(message) });
    assert.equal(wider.made, 'authority');
    assert.match(heard.join(), /new local CA.*ca\.pem/);
    const { port } = await serveWith(t, wider.material);
    const ca = await readFile(wider.caFile, 'utf8');
    for (const name of ['localhost', 'api.example.test', '192.0.2.7', '2001:db8::1', 'a.sandbox.test']) {
      await handshake(port, ca, name);
    }
    assert.equal((await ensureLocalCertificate(folder, { names })).made, 'nothing');
  });

  test('that are taken away again leave the CA as it is', async (t) => {
    const { folder, ca } = await made(t, { names });
    const narrow = await ensureLocalCertificate(folder);
    assert.equal(narrow.made, 'certificate');
    assert.equal(await readFile(narrow.caFile, 'utf8'), ca);
    assert.doesNotMatch(new X509Certificate(narrow.material.cert).subjectAltName ?? '', /example/);
  });

  test('that are no names are refused', async (t) => {
    for (const name of [
      '',
      'a b',
      'https://example.test',
      '*',
      'fe80::1%eth0',
      '-x',
      `${'a'.repeat(64)}.test`,
      'a,DNS:b',
    ]) {
      await assert.rejects(made(t, { names: [name] }), TlsRefused, name);
    }
  });
});

describe('damage', () => {
  test('by a kill in the middle is repaired', async (t) => {
    const { folder, ca } = await made(t);
    for (const lost of ['server.pem', 'ca.pem']) {
      await rm(join(folder, lost));
      await ensureLocalCertificate(folder);
      assert.equal(await readFile(join(folder, 'ca.pem'), 'utf8'), ca, `without ${lost}`);
    }
    await rm(join(folder, 'authority.pem'));
    assert.equal((await ensureLocalCertificate(folder)).made, 'authority');
    assert.notEqual(await readFile(join(folder, 'ca.pem'), 'utf8'), ca);
  });

  test('leaves no half-written files behind', async (t) => {
    const { folder } = await made(t);
    const abandoned = join(folder, '.server.pem.0b5d0c7e-4f0e-4c39-9d2e-1d1f6d1f0a11.tmp');
    await writeFile(abandoned, '-----BEGIN CERT');
    await utimes(abandoned, new Date(0), new Date(0));
    await rm(join(folder, 'server.pem'));
    await ensureLocalCertificate(folder);
    assert.deepEqual((await readdir(folder)).sort(), ['authority.pem', 'ca.pem', 'server.pem']);
  });

  test('by somebody else is an error that names the file and the way out', async (t) => {
    for (const name of ['authority.pem', 'server.pem']) {
      const { folder } = await made(t);
      const path = join(folder, name);
      const whole = await readFile(path, 'utf8');
      const other = await readFile(join(folder, name === 'server.pem' ? 'authority.pem' : 'server.pem'), 'utf8');
      const foreignKey = /-----BEGIN PRIVATE[\s\S]*/.exec(other)?.[0] ?? '';
      const damaged = [
        '',
        whole.slice(0, 100),
        whole.replace(/-----BEGIN PRIVATE[\s\S]*/, foreignKey),
        whole.replace('MII', 'xII'),
      ];
      for (const text of damaged) {
        await writeFile(path, text);
        await assert.rejects(ensureLocalCertificate(folder), (error: unknown) => {
          assert.ok(error instanceof TlsRefused);
          assert.ok(error.message.includes(path), error.message);
          assert.match(error.message, /remove it and start again/);
          return true;
        });
      }
    }
  });

  test('of the folder is an error that names it', async (t) => {
    const folder = join(await temporaryFolder(t), 'file');
    await writeFile(folder, 'not a folder');
    await assert.rejects(ensureLocalCertificate(folder), (error: unknown) => {
      assert.ok(error instanceof TlsRefused);
      assert.ok(error.message.includes(folder) && error.message.includes('--tls-cert'), error.message);
      return true;
    });
  });
});

test('processes that start at once agree on one CA', async (t) => {
  const folder = join(await temporaryFolder(t), 'tls');
  const all = await Promise.all(Array.from({ length: 4 }, () => ensureLocalCertificate(folder)));
  const authority = new X509Certificate(await readFile(join(folder, 'ca.pem')));
  for (const { material } of all) {
    assert.equal(new X509Certificate(material.cert).verify(authority.publicKey), true);
  }
});

test('a server that runs for a year renews without a restart', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const clock = { at: NOW, now: () => clock.at };
  const { material, server } = await made(t, { clock });
  const renewed = new Promise<{ cert: string; key: string }>((resolve) => {
    const stop = material.onChange?.(resolve);
    t.after(() => stop?.());
  });
  clock.at = server.validToDate.getTime() - 20 * DAY_MS;
  t.mock.timers.tick(DAY_MS);
  const next = new X509Certificate((await renewed).cert);
  assert.ok(next.validToDate.getTime() > server.validToDate.getTime());
});

function skipWithout(t: TestContext, error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return void t.skip('the tool is not installed');
  throw error;
}
