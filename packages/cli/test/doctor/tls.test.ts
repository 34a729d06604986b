import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { temporaryFolder } from '../support/rollcall.ts';
import { certificateFor } from './certificates.ts';
import { type Report, startDoctorScene } from './doctor-scene.ts';

/** The doctor, before a server with such a certificate; it trusts the CA. */
async function examine(context: TestContext, names: readonly string[], daysAgo = 0): Promise<Report> {
  const { ca, tls } = await certificateFor(names, daysAgo);
  const scene = await startDoctorScene(context, { proxy: { tls } });
  const caFile = join(await temporaryFolder(context), 'ca.pem');
  await writeFile(caFile, ca);
  return scene.doctor(['--ca-file', caFile]);
}

describe('rollcall doctor looks at the way to the server', () => {
  it('takes a certificate that is trusted, for this name, and lasts', async (context) => {
    const report = await examine(context, ['localhost']);
    assert.equal(report.found('TLS').verdict, 'ok');
    assert.match(
      report.found('TLS').message,
      /^TLSv1\.3, certificate from "Rollcall local CA .*", good for 395 more days$/,
    );
    assert.equal(report.code, 0);
  });

  it('warns of one that ends soon, and goes on', async (context) => {
    const report = await examine(context, ['localhost'], 390.5);
    assert.equal(report.found('TLS').verdict, 'warning');
    assert.match(report.found('TLS').message, /good for 5 more days/);
    assert.equal(report.found('limits').verdict, 'skipped');
    assert.equal(report.found('token').verdict, 'ok');
    assert.equal(report.code, 0);
  });

  const refused = [
    ['has ended', ['localhost'], 400, /the certificate ended on 20\d\d-/],
    ['has not begun', ['localhost'], -30, /the certificate begins on 20\d\d-/],
    ['is for others', ['other.example.test'], 0, /the certificate is for other\.example\.test, not for localhost/],
  ] as const;
  for (const [what, names, daysAgo, message] of refused) {
    it(`refuses one that ${what}, and sends nothing`, async (context) => {
      const report = await examine(context, names, daysAgo);
      assert.equal(report.found('TLS').verdict, 'failed');
      assert.match(report.found('TLS').message, message);
      assert.equal(report.found('token').message, 'nothing to tell while TLS fails');
      assert.equal(report.document.requests, 0);
      assert.equal(report.code, 1);
    });
  }

  it('refuses a CA that nobody trusts, and says how to trust it', async (context) => {
    const { tls } = await certificateFor(['localhost']);
    const scene = await startDoctorScene(context, { proxy: { tls } });
    const report = await scene.doctor();
    assert.match(report.found('TLS').message, /comes from "Rollcall local CA .*", whom this machine does not trust/);
    assert.match(report.found('TLS').way_out ?? '', /--ca-file/);
    assert.deepEqual(scene.proxy.seen, []);
  });

  it('tells a port that speaks no TLS, and one that speaks nothing else', async (context) => {
    const { tls } = await certificateFor(['localhost']);
    const [plain, encrypted] = await Promise.all([
      startDoctorScene(context),
      startDoctorScene(context, { proxy: { tls } }),
    ]);
    const [one, other] = await Promise.all([
      plain.doctor(['--base-url', plain.proxy.url.replace('http:', 'https:')]),
      encrypted.doctor(['--base-url', encrypted.proxy.url.replace('https:', 'http:')]),
    ]);
    assert.match(one.found('TLS').message, /does not speak TLS/);
    assert.match(other.found('HTTP').way_out ?? '', /should begin with https/);
  });

  it('tells a port where nobody is, and a name that is nobody', async (context) => {
    const server = createServer();
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', resolve);
    await promise;
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await new Promise((done) => server.close(done));
    const scene = await startDoctorScene(context);
    const [nobody, nowhere] = await Promise.all([
      scene.doctor(['--base-url', `https://localhost:${port}`]),
      scene.doctor(['--base-url', 'https://users.invalid']),
    ]);
    assert.equal(nobody.found('DNS').verdict, 'ok');
    assert.equal(nobody.found('TCP').message, `nothing listens on localhost:${port}`);
    assert.equal(nobody.code, 1);
    assert.equal(nowhere.found('DNS').verdict, 'failed');
    assert.match(nowhere.found('DNS').message, /there is no host users\.invalid|could not be looked up/);
    assert.equal(nowhere.code, 1);
  });
});
