import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { temporaryFolder } from '../support/rollcall.ts';
import { certificateFor } from './certificates.ts';
import { type DoctorScene, environmentOf, runDoctor, startDoctorScene } from './doctor-scene.ts';
import { startTunnel } from './tunnel.ts';

const REGIONS = ['com', 'ca', 'eu'] as const;

/** The three public regions, as they would be reached from behind a proxy: the names lead to servers of this machine. */
async function startRegions(context: TestContext) {
  const certificates = await Promise.all(REGIONS.map((region) => certificateFor([`api.1password.${region}`])));
  const scenes = await Promise.all(certificates.map(({ tls }) => startDoctorScene(context, { proxy: { tls } })));
  const [com, ca, eu] = scenes;
  if (com === undefined || ca === undefined || eu === undefined) throw new Error('There are three regions.');
  const ports = Object.fromEntries(
    scenes.map(({ proxy }, index) => [`api.1password.${REGIONS[index]}:443`, Number(new URL(proxy.url).port)]),
  );
  const tunnel = await startTunnel(context, { ports });
  const caFile = join(await temporaryFolder(context), 'ca.pem');
  await writeFile(caFile, certificates.map((each) => each.ca).join('\n'));
  const { ROLLCALL_BASE_URL: _, ...application } = environmentOf('', com.application);
  const env = { ...application, HTTPS_PROXY: tunnel.url, ROLLCALL_CA_FILE: caFile };
  const doctor = (...args: string[]) => runDoctor(env, args);
  return { com, ca, eu, doctor, tunnel, env };
}

/** Whether the secret came there. */
function sawSecret({ proxy }: DoctorScene): boolean {
  return proxy.seen.some(({ headers }) => headers.authorization !== undefined);
}

describe('rollcall doctor and the public regions', () => {
  it('finds all well at home, through the proxy', async (context) => {
    const { doctor, tunnel } = await startRegions(context);
    const report = await doctor('--region', 'com');
    assert.equal(report.found('DNS').verdict, 'skipped');
    assert.match(
      report.found('TCP').message,
      /^the proxy 127\.0\.0\.1:\d+ lets us through to api\.1password\.com:443$/,
    );
    assert.equal(report.found('TLS').verdict, 'ok');
    assert.equal(report.found('region').message, 'com knows application and account');
    assert.deepEqual([...new Set(tunnel.asked)], ['api.1password.com:443']);
    assert.equal(report.code, 0);
  });

  it('suggests the others where the credentials are unknown, and sends them there only when told to', async (context) => {
    const { com, ca, eu, doctor } = await startRegions(context);
    const suggested = await doctor('--region', 'eu');
    assert.match(suggested.found('region').message, /^eu does not know the credentials/);
    assert.match(suggested.found('region').way_out ?? '', /^Try --region com and --region ca; .* --all-regions/);
    assert.deepEqual([com, ca, eu].map(sawSecret), [false, false, true]);
    assert.equal(suggested.code, 4);
    const found = await doctor('--region', 'eu', '--all-regions');
    assert.equal(found.found('region').message, 'application and account are at home in com, not in eu');
    assert.equal(found.found('region').way_out, 'Use --region com.');
    assert.equal(found.code, 4);
    assert.ok(com.proxy.passed.at(-1)?.path.endsWith('/revoke'));
  });

  it('says so where no region knows them', async (context) => {
    const { doctor, env } = await startRegions(context);
    const report = await runDoctor({ ...env, ROLLCALL_CLIENT_SECRET: 'rcs_nonsense' }, [
      '--region',
      'ca',
      '--all-regions',
    ]);
    assert.match(
      report.found('region').message,
      /^no region knows .* \(com: credentials refused; eu: credentials refused\)$/,
    );
    const account = await doctor('--region', 'com', '--account', 'ANOTHERANOTHERANOTHERANOTH');
    assert.match(account.found('region').message, /^com does not know the account/);
  });
});

describe('rollcall doctor behind a proxy', () => {
  it('tells a proxy that is not there, wants a password, or lets nobody through', async (context) => {
    const scene = await startDoctorScene(context);
    const tunnel = await startTunnel(context, { ports: {}, authorization: `Basic ${btoa('ada:secret')}` });
    const args = ['--base-url', 'https://users.example.com'];
    const through = (url: string) => scene.doctor(args, { env: { HTTPS_PROXY: url } });
    const [gone, anonymous, named] = await Promise.all([
      through('http://127.0.0.1:1'),
      through(tunnel.url),
      through(tunnel.url.replace('//', '//ada:secret@')),
    ]);
    assert.match(gone.found('TCP').message, /^the proxy 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)$/);
    assert.match(anonymous.found('TCP').message, /answers 407$/);
    assert.match(anonymous.found('TCP').way_out ?? '', /user and a password/);
    assert.match(named.found('TCP').message, /answers 403$/);
    assert.deepEqual(tunnel.asked, ['users.example.com:443']);
    assert.ok(!named.stdout.includes('ada'));
    for (const { code } of [gone, anonymous, named]) assert.equal(code, 1);
  });
});
