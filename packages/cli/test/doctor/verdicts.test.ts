import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, answersHtml, replacesAuthorization, resets } from '../../../client/test/support/faults.ts';
import { CHECK_NAMES } from '../../src/doctor/finding.ts';
import { changesHeaders, type DoctorScene, type Report, runDoctor, startDoctorScene } from './doctor-scene.ts';

const ALWAYS = { times: Number.POSITIVE_INFINITY };
const ANY_USERS = { path: /\/users\?/, ...ALWAYS };

/** Nobody was changed, no token is left, no secret is told. */
async function isHarmless({ service, application, proxy }: DoctorScene, report: Report): Promise<void> {
  const people = `/v1/accounts/${application.accountId}/users`;
  for (const { headers } of proxy.passed) {
    const token = /^Bearer (.*)/.exec(String(headers.authorization))?.[1];
    if (token === undefined) continue;
    assert.equal((await service.call(token, 'GET', people)).status, 401, 'the token was given back');
  }
  const { json } = await service.call(await service.token(await service.client(application.accountId)), 'GET', people);
  assert.deepEqual(
    json.results.map(({ state }: { state: string }) => state),
    ['ACTIVE', 'ACTIVE'],
  );
  assert.ok(!`${report.stdout}${report.stderr}`.includes(application.clientSecret));
  assert.doesNotMatch(`${report.stdout}${report.stderr}`, /rct_/);
}

describe('rollcall doctor', () => {
  it('finds everything well, in a handful of requests, and leaves nothing behind', async (context) => {
    const scene = await startDoctorScene(context, { limits: { perMinute: 100, perHour: 6000 } });
    const report = await scene.doctor(['--verbose']);
    assert.deepEqual(
      report.document.checks.map(({ check }) => check),
      CHECK_NAMES,
    );
    for (const { check, verdict } of report.document.checks) {
      assert.equal(verdict, check === 'TLS' || check === 'region' ? 'skipped' : 'ok', check);
    }
    assert.match(report.found('configuration').message, /http:\/\/localhost:\d+ \(no profile\), account .*, v1$/);
    assert.match(report.found('token').message, /good for 15 minutes/);
    assert.match(report.found('account').message, /is the application's "Test"$/);
    assert.equal(report.found('limits').message, '99 of 100 left this minute, 5999 of 6000 left this hour');
    assert.equal(report.document.requests, scene.proxy.seen.length);
    assert.ok(report.document.requests <= 7);
    assert.equal(report.stderr.match(/^> /gm)?.length, report.document.requests);
    assert.equal(report.code, 0);
    await isHarmless(scene, report);
  });

  it('tells what is missing of the configuration', async () => {
    const report = await runDoctor({ ROLLCALL_HOME: '/nonexistent' }, ['--region', 'eu']);
    assert.equal(report.found('configuration').verdict, 'failed');
    assert.match(report.found('configuration').way_out ?? '', /--client-id/);
    for (const { check, verdict } of report.document.checks.slice(1)) assert.equal(verdict, 'skipped', check);
    assert.equal(report.code, 1);
  });

  it('tells wrong credentials, a wrong account, and what follows from them', async (context) => {
    const scene = await startDoctorScene(context);
    const [secret, account] = await Promise.all([
      scene.doctor([], { env: { ROLLCALL_CLIENT_SECRET: 'rcs_wrong-secret' } }),
      scene.doctor(['--account', 'ANOTHERANOTHERANOTHERANOTH']),
    ]);
    assert.match(secret.found('token').message, /refused \(401\)/);
    assert.match(secret.found('token').way_out ?? '', /rollcall login/);
    assert.equal(secret.found('account').message, 'nothing to tell while token fails');
    assert.equal(secret.found('latency').verdict, 'ok');
    assert.equal(secret.code, 4);
    assert.ok(!secret.stdout.includes('wrong-secret'));
    assert.match(account.found('account').message, /belongs to the account/);
    assert.ok(account.found('account').way_out?.includes(`--account ${scene.application.accountId}`));
    assert.equal(account.code, 1);
  });

  it('warns of scopes the application lacks, and fails where they are needed', async (context) => {
    const scene = await startDoctorScene(context, { scopes: ['list_users', 'get_user'] });
    const [warned, failed] = await Promise.all([scene.doctor(), scene.doctor(['--need-scope', 'suspend_user'])]);
    assert.equal(warned.found('scopes').verdict, 'warning');
    assert.equal(warned.found('scopes').message, 'list_users, get_user; it lacks suspend_user, reactivate_user');
    assert.match(warned.found('scopes').way_out ?? '', /suspend_user \("Suspend user"\)/);
    assert.equal(warned.document.verdict, 'warning');
    assert.equal(warned.code, 0);
    assert.equal(failed.found('scopes').verdict, 'failed');
    assert.equal(failed.code, 4);
  });

  it('finds a server that went down between two requests', async (context) => {
    const scene = await startDoctorScene(context);
    scene.proxy.inject(resets(), { path: /token$/, ...ALWAYS });
    const report = await scene.doctor();
    assert.match(report.found('token').message, /asking for a token: the connection failed/);
    assert.equal(report.code, 1);
  });

  it('tells limits that are used up, and the wait', async (context) => {
    const scene = await startDoctorScene(context, { limits: { perMinute: 2, perHour: 0 } });
    const first = await scene.doctor();
    assert.equal(first.found('limits').message, '1 of 2 left this minute');
    await scene.doctor();
    const report = await scene.doctor();
    assert.match(report.found('limits').message, /used up \(429\)/);
    assert.match(report.found('limits').way_out ?? '', /^Wait 60 s\./);
    assert.equal(report.found('account').verdict, 'ok');
    assert.equal(report.code, 1);
  });

  it('tells of limits that are nearly used up', async (context) => {
    const scene = await startDoctorScene(context);
    const headers = { 'ratelimit-policy': '"minute";q=100;w=60', ratelimit: '"minute";r=3;t=20' };
    scene.proxy.inject(changesHeaders(headers), ANY_USERS);
    const report = await scene.doctor();
    assert.equal(report.found('limits').verdict, 'warning');
    assert.equal(report.found('limits').message, '3 of 100 left this minute');
  });

  it('tells when the preview goes away, and that v1 is there', async (context) => {
    const scene = await startDoctorScene(context, { previewSunset: new Date('2031-06-30T00:00:00Z') });
    const report = await scene.doctor(['--api-version', 'v1beta1']);
    assert.equal(report.found('API version').verdict, 'warning');
    assert.match(report.found('API version').message, /v1beta1 goes away on 2031-06-30/);
    assert.match(report.found('API version').way_out ?? '', /--api-version v1/);
    assert.equal(report.code, 0);
  });

  it('finds the path family that is not served', async (context) => {
    const [old, young] = await Promise.all([
      startDoctorScene(context, { apiVersions: ['v1beta1'] }),
      startDoctorScene(context, { apiVersions: ['v1'] }),
    ]);
    const [one, other] = await Promise.all([old.doctor(), young.doctor(['--api-version', 'v1beta1'])]);
    assert.match(one.found('API version').message, /^v1 is not served here, v1beta1 is$/);
    assert.equal(one.found('API version').way_out, 'Use --api-version v1beta1.');
    assert.equal(one.code, 1);
    assert.match(other.found('API version').message, /^v1beta1 is not served here, v1 is$/);
  });

  it('tells a clock that is wrong, on either side', async (context) => {
    const scene = await startDoctorScene(context);
    for (const [minutes, message] of [
      [10, /clock is 10 minutes behind the server's/],
      [-180, /clock is 3 hours ahead of the server's/],
    ] as const) {
      scene.proxy.clear();
      scene.proxy.inject(changesHeaders({ date: new Date(Date.now() + minutes * 60_000).toUTCString() }), ANY_USERS);
      const report = await scene.doctor();
      assert.equal(report.found('clock').verdict, 'warning');
      assert.match(report.found('clock').message, message);
      assert.equal(report.code, 0);
    }
  });
});

describe('what answers is no Users API', () => {
  const cases = [
    ['a page of a proxy', answersHtml(502), /a page for people answers \("502"\), with status 502/],
    ['a redirect', answers(302, { location: 'https://login.example.com/' }), /elsewhere: 302, to https:\/\/login/],
    ['a server that fails', answers(503, {}, { error: 'down' }), /cannot answer now \(503\)/],
    ['another server', answers(404, {}, { message: 'nothing here' }), /knows neither path family/],
    ['a server that asks for nothing', answers(200, {}, { hello: 'world' }), /no Users API: 200/],
    ['a login page with status 401', answersHtml(401), /a page for people answers/],
  ] as const;
  for (const [name, fault, message] of cases) {
    it(name, async (context) => {
      const scene = await startDoctorScene(context);
      scene.proxy.inject(fault, ALWAYS);
      const report = await scene.doctor();
      assert.equal(report.found('HTTP').verdict, 'failed');
      assert.match(report.found('HTTP').message, message);
      assert.ok(report.found('HTTP').way_out);
      assert.equal(scene.proxy.count(/token$/), 0, 'no secret is sent');
      assert.equal(report.code, 1);
    });
  }

  it('a proxy that takes the token off', async (context) => {
    const scene = await startDoctorScene(context);
    scene.proxy.inject(replacesAuthorization('Bearer gone'), { path: /\/users\?/, nth: 3, ...ALWAYS });
    const report = await scene.doctor();
    assert.match(report.found('account').message, /the new token is refused \(401\)/);
    assert.equal(report.code, 4);
  });
});

describe('a server without introspection', () => {
  const NONE = { path: /\.well-known|introspect/, ...ALWAYS };

  it('tells its scopes by what it answers about nobody, and nobody is changed', async (context) => {
    const scene = await startDoctorScene(context, { scopes: ['list_users', 'get_user', 'suspend_user'] });
    scene.proxy.inject(answers(404), NONE);
    const report = await scene.doctor();
    assert.equal(report.found('scopes').message, 'list_users, get_user, suspend_user; it lacks reactivate_user');
    assert.equal(report.found('account').message, `${scene.application.accountId} is the application's`);
    const probed = scene.proxy.passed.filter(({ path }) => /users\//.test(path) && path.includes('accounts'));
    assert.deepEqual(
      probed.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`),
      [`GET ${'A'.repeat(26)}`, `POST ${'A'.repeat(26)}:suspend`, `POST ${'A'.repeat(26)}:reactivate`],
    );
    await isHarmless(scene, report);
  });

  it('is not asked to suspend anybody where it cannot be told that nobody is there', async (context) => {
    const scene = await startDoctorScene(context, { scopes: ['list_users', 'suspend_user'] });
    scene.proxy.inject(answers(404), NONE);
    const report = await scene.doctor();
    assert.equal(
      report.found('scopes').message,
      'list_users; not to be told without risk: suspend_user, reactivate_user; it lacks get_user',
    );
    assert.equal(scene.proxy.count(/:(suspend|reactivate)/), 0);
  });

  it('says whether it knows the account, and does not tell limits', async (context) => {
    const scene = await startDoctorScene(context);
    scene.proxy.inject(answers(404), NONE);
    const [lost, found] = await Promise.all([
      scene.doctor(['--account', 'ANOTHERANOTHERANOTHERANOTH']),
      scene.doctor(),
    ]);
    assert.match(lost.found('account').message, /is not known here to this application \(404\)/);
    assert.match(lost.found('account').way_out ?? '', /region/);
    assert.equal(found.found('limits').message, 'this server does not tell');
    assert.equal(found.code, 0);
  });
});
