import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Application } from '@rollcall/contract/admin';
import { systemRandom } from '../../../src/domain/random.ts';
import type { Who } from '../administration.ts';
import { ApplicationScene, assertRefused, WANTED } from './application-scene.ts';

const names = (applications: readonly Application[]) => applications.map(({ name }) => name);

it('are listed by name, each account its own', async () => {
  await using scene = await ApplicationScene.start();
  for (const name of ['zeta', 'Alpha', 'beta']) await scene.create({ name });
  const elsewhere = await scene.service.account();
  await scene.service.client(elsewhere);
  const account = { account: scene.accountId };
  const listed = await scene.call(scene.security, 'ListApplications', account);
  assert.deepEqual(names(listed.json.applications), ['Alpha', 'beta', 'zeta']);

  assert.deepEqual(names((await scene.call(scene.security, 'FindApplications')).json.applications), [
    'Alpha',
    'beta',
    'zeta',
  ]);
  const operator = await scene.administration.operator();
  const all = await scene.call(operator, 'FindApplications');
  assert.deepEqual(names(all.json.applications), ['Alpha', 'beta', 'Test', 'zeta']);
});

it('are found by their client id, in any case, and by nobody of another account', async () => {
  await using scene = await ApplicationScene.start();
  const { application } = await scene.create();
  const query = { client_id: application.client_id.toUpperCase() };
  const stranger = await scene.administration.person(await scene.service.account(), { role: 'owner' });
  const operator = await scene.administration.operator();
  const found = async (who: Who) => (await scene.call(who, 'FindApplications', {}, { query })).json;
  assert.deepEqual(await found(scene.owner), { applications: [application] });
  assert.deepEqual(await found(operator), { applications: [application] });
  assert.deepEqual(await found(stranger), { applications: [] });
});

it('change in what is sent, and a scope that is taken away is gone with the next call', async () => {
  await using scene = await ApplicationScene.start();
  const { application, client_secret } = await scene.create();
  const token = await scene.token(application, client_secret);
  assert.equal((await scene.use(token)).status, 200);
  const body = { scopes: ['get_user'], description: '' };
  const changed = await scene.call(scene.security, 'UpdateApplication', scene.at(application), { body });
  assert.deepEqual(changed.json, { ...application, ...body });
  assert.equal((await scene.use(token)).status, 403);
});

it('get limits from operators only, and give them back with null', async () => {
  await using scene = await ApplicationScene.start({ limits: { perMinute: 7, perHour: 700 } });
  const { application } = await scene.create();
  const at = scene.at(application);
  const operator = await scene.administration.operator();
  for (const body of [{ requests_per_minute: 5 }, { requests_per_hour: null }, { name: 'New', requests_per_hour: 0 }]) {
    const refused = await scene.call(scene.owner, 'UpdateApplication', at, { body });
    assertRefused(refused, 403, 'permission_denied');
  }
  const wanted = { ...WANTED, requests_per_minute: 1000 };
  const more = await scene.call(scene.owner, 'CreateApplication', at, { body: wanted });
  assertRefused(more, 403, 'permission_denied');
  assert.deepEqual((await scene.call(scene.owner, 'GetApplication', at)).json, application, 'nothing of it was done');

  const limits = { requests_per_minute: 5, requests_per_hour: 0 };
  const limited = await scene.call(operator, 'UpdateApplication', at, { body: limits });
  assert.deepEqual(limited.json, { ...application, ...limits });
  const left = async () => (await scene.call(scene.owner, 'GetApplicationUsage', at)).json.limits;
  assert.deepEqual(await left(), [{ name: 'minute', limit: 5, remaining: 5, reset_seconds: 60 }]);
  const none = { requests_per_minute: null, requests_per_hour: null };
  assert.deepEqual((await scene.call(operator, 'UpdateApplication', at, { body: none })).json, application);
  assert.deepEqual(
    (await left()).map(({ limit }: { limit: number }) => limit),
    [7, 700],
  );
  assert.equal((await scene.call(operator, 'CreateApplication', at, { body: wanted })).status, 201);
  const key = await scene.administration.key(undefined, ['applications.write', 'limits.write']);
  assert.equal((await scene.call(key, 'CreateApplication', at, { body: wanted })).status, 201);
});

it('of another account are not there, whoever asks, for any operation', async () => {
  await using scene = await ApplicationScene.start();
  const elsewhere = await scene.service.account([{ role: 'owner' }]);
  const { clientId: client } = await scene.service.client(elsewhere);
  const [secret] = await scene.service.storage.listSecrets(client);
  const params = { account: scene.accountId, client, secret: secret?.id ?? '' };
  const operator = await scene.administration.operator();
  const operations = {
    GetApplication: {},
    UpdateApplication: { body: { name: 'Mine' } },
    DeleteApplication: {},
    AddSecret: { body: { label: 'Mine' } },
    RevokeSecret: {},
    RotateSecret: { body: {} },
    RevokeTokens: {},
    GetApplicationUsage: {},
  } as const;
  const ids = Object.keys(operations) as (keyof typeof operations)[]; // the keys of a literal
  for (const who of [scene.owner, operator]) {
    for (const id of ids) {
      const refused = await scene.call(who, id, params, operations[id]);
      assertRefused(refused, 404, 'not_found', /has no application/);
    }
  }
  assert.equal((await scene.service.storage.listSecrets(client)).length, 1);
  const unknown = { ...params, client: systemRandom.uuid() };
  assertRefused(await scene.call(scene.owner, 'GetApplication', unknown), 404, 'not_found', /has no application/);
});

it('must be what the schema says, which names what is wrong', async () => {
  await using scene = await ApplicationScene.start();
  const key = async () => scene.administration.key(scene.accountId, ['applications.write']);
  const wrong: readonly (readonly [object, string])[] = [
    [{ name: '' }, 'name'],
    [{ name: 'two\nlines' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ redirect_url: 'http://partner.example.com/' }, 'redirect_url'],
    [{ redirect_url: 'javascript:alert(1)' }, 'redirect_url'],
    [{ redirect_url: 'https://' }, 'redirect_url'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['list_users', 'list_users'] }, 'scopes'],
    [{ scopes: ['delete_user'] }, 'scopes[0]'],
    [{ client_secret: 'my-own-secret' }, 'client_secret'],
    [{ description: '\u0000' }, 'description'],
  ];
  for (const [part, field] of wrong) {
    const body = { ...WANTED, ...part };
    const answer = await scene.call(await key(), 'CreateApplication', { account: scene.accountId }, { body });
    assertRefused(answer, 400, 'invalid_argument');
    assert.ok(answer.text.includes(`"field":"${field}"`), answer.text);
  }
  const nothing = await scene.call(scene.owner, 'ListApplications', { account: scene.accountId });
  assert.deepEqual(nothing.json, { applications: [] });
});

it('take what anybody writes as text', async () => {
  await using scene = await ApplicationScene.start();
  const hostile = { name: `<img src=x onerror=alert(1)>'";--\u202e`, description: '=cmd|" /C calc"!A0\t</script>' };
  const { application } = await scene.create(hostile);
  const { name, description } = (await scene.call(scene.owner, 'GetApplication', scene.at(application))).json;
  assert.deepEqual({ name, description }, hostile);
});

it('are changed ten times a minute by one and the same, and refused then with the true wait', async () => {
  await using scene = await ApplicationScene.start();
  const { application } = await scene.create();
  const change = (who: Who, count: number) =>
    scene.call(who, 'UpdateApplication', scene.at(application), { body: { name: `Name ${count}` } });
  for (let count = 0; count < 10; count += 1) assert.equal((await change(scene.security, count)).status, 200);
  scene.service.clock.advance(20);
  const refused = await change(scene.security, 10);
  assertRefused(refused, 429, 'rate_limit_exceeded');
  assert.equal(refused.headers['retry-after'], '40');
  assert.equal((await scene.call(scene.security, 'GetApplication', scene.at(application))).json.name, 'Name 9');
  assert.equal((await change(scene.owner, 11)).status, 200, 'others have requests of their own');
  scene.service.clock.advance(40);
  assert.equal((await change(scene.security, 12)).status, 200);
});
