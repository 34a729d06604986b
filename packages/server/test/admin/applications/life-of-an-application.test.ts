import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ApplicationSecret, ApplicationUsage } from '@rollcall/contract/admin';
import { toTimestamp } from '../../../src/domain/clock.ts';
import { ApplicationScene, assertRefused, WANTED } from './application-scene.ts';

const DAY = 86_400;

it('is created, used, rotated with both secrets alive until the deadline, revoked and deleted', async () => {
  await using scene = await ApplicationScene.start();
  const { accountId, security, service } = scene;
  const call = scene.call.bind(scene);

  const created = await call(security, 'CreateApplication', { account: accountId }, { body: WANTED });
  assert.equal(created.status, 201);
  const { application, client_secret: oldSecret } = created.json;
  const { client_id, create_time, secrets, ...fields } = application;
  assert.deepEqual(fields, { account_id: accountId, ...WANTED });
  assert.deepEqual(secrets, [{ id: secrets[0].id, label: 'First secret', create_time }]);
  const oldToken = await scene.token(application, oldSecret);
  assert.equal((await scene.use(oldToken)).status, 200);

  service.clock.advance(1);
  const rotation = { body: { label: 'Spring', keep_old_seconds: DAY } };
  const rotated = await call(security, 'RotateSecret', scene.at(application), rotation);
  assert.equal(rotated.status, 200);
  const newSecret: string = rotated.json.client_secret;
  const labels = rotated.json.application.secrets.map(({ label }: ApplicationSecret) => label);
  assert.deepEqual(labels, ['First secret', 'Spring']);
  const [old, young] = rotated.json.application.secrets;
  assert.deepEqual(rotated.json.secret, young);
  assert.equal(Date.parse(old.expire_time), service.clock.now() + DAY * 1000);
  assert.equal(young.expire_time, undefined);

  service.clock.advance(DAY - 2);
  assert.equal((await scene.requestToken(application, oldSecret)).status, 200);
  assert.equal((await scene.requestToken(application, newSecret)).status, 200);
  service.clock.advance(2);
  assert.equal((await scene.requestToken(application, oldSecret)).status, 401);
  const token = await scene.token(application, newSecret);
  const asked = await scene.administration.signIn(security.principal);

  assert.equal((await call(asked, 'RevokeSecret', scene.at(application, young))).status, 204);
  assert.equal((await scene.requestToken(application, newSecret)).status, 401);
  assert.equal((await scene.use(token)).status, 200, 'tokens outlive their secret');
  const revoked = await call(asked, 'RevokeTokens', scene.at(application));
  assert.equal(revoked.status, 200);
  assert.equal(revoked.json.tokens, 3, 'the first of the day before expired long ago');
  assert.equal((await scene.use(token)).status, 401);

  const added = await call(asked, 'AddSecret', scene.at(application), { body: { label: 'Last' } });
  const lastToken = await scene.token(application, added.json.client_secret);
  assert.equal((await scene.use(lastToken)).status, 200);
  assert.equal((await call(asked, 'DeleteApplication', scene.at(application))).status, 204);
  assert.equal((await scene.use(lastToken)).status, 401);
  assert.equal((await scene.requestToken(application, added.json.client_secret)).status, 401);
  assertRefused(await call(asked, 'GetApplication', scene.at(application)), 404, 'not_found', /has no application/);

  const actions = (await scene.audited(application)).map(({ action, actor }) => `${action} by ${actor.kind}`);
  assert.deepEqual(actions, [
    'application.created by person',
    'application.secret_rotated by person',
    'application.secret_revoked by person',
    'application.tokens_revoked by person',
    'application.secret_added by person',
    'application.deleted by person',
  ]);
  const [first] = await scene.audited(application);
  assert.equal(first?.actor.id, security.principal.kind === 'person' && security.principal.userId);
});

it('shows who still uses the old secret', async () => {
  await using scene = await ApplicationScene.start();
  const { application, client_secret } = await scene.create();
  scene.service.clock.advance(1);
  const rotation = { body: { keep_old_seconds: 3600 } };
  const rotated = await scene.call(scene.owner, 'RotateSecret', scene.at(application), rotation);
  const [old, young] = rotated.json.application.secrets;
  const startedAt = scene.service.clock.now();
  await scene.token(application, client_secret);
  scene.service.clock.advance(1);
  await scene.token(application, client_secret);
  await scene.token(application, rotated.json.client_secret);

  await scene.restart();
  const usage = await scene.call(scene.owner, 'GetApplicationUsage', scene.at(application));
  const [first_time, last_time] = [toTimestamp(startedAt), toTimestamp(startedAt + 1000)];
  const caller = { user_agent: '(none)', address: '127.0.0.1' };
  assert.deepEqual(
    usage.json.secret_uses.toSorted((one: Use, other: Use) => other.uses - one.uses),
    [
      { secret_id: old.id, ...caller, uses: 2, first_time, last_time },
      { secret_id: young.id, ...caller, uses: 1, first_time: last_time, last_time },
    ],
  );
  const shown = await scene.call(scene.owner, 'GetApplication', scene.at(application));
  const lastUses = shown.json.secrets.map((secret: ApplicationSecret) => secret.last_use_time);
  assert.deepEqual(lastUses, [last_time, last_time]);
});

it('shows what it called, who called, and what is left of its limits', async () => {
  await using scene = await ApplicationScene.start({ limits: { perMinute: 60, perHour: 3600 } });
  const { application, client_secret } = await scene.create();
  const operator = await scene.administration.operator();
  const limit = { body: { requests_per_minute: 3 } };
  assert.equal((await scene.call(operator, 'UpdateApplication', scene.at(application), limit)).status, 200);
  const token = await scene.token(application, client_secret);
  const statuses: number[] = [];
  for (let call = 0; call < 4; call += 1) statuses.push((await scene.use(token)).status);
  assert.deepEqual(statuses, [200, 200, 200, 429]);

  const left = await scene.call(scene.owner, 'GetApplicationUsage', scene.at(application));
  assert.deepEqual(left.json.limits, [
    { name: 'minute', limit: 3, remaining: 0, reset_seconds: 60 },
    { name: 'hour', limit: 3600, remaining: 3597, reset_seconds: 3600 },
  ]);

  await scene.restart();
  const query = { hours: '2' };
  const { json } = await scene.call(scene.owner, 'GetApplicationUsage', scene.at(application), { query });
  const [hour] = json.hours;
  assert.equal(json.hours.length, 1);
  assert.equal(hour.hour, '2026-03-01T12:00:00Z');
  assert.deepEqual([hour.limited, hour.failed], [1, 0]);
  const time = '2026-03-01T12:00:00Z';
  assert.deepEqual(json.callers, [
    { user_agent: '(none)', api_version: 'v1', calls: 4, first_time: time, last_time: time },
  ]);
});

type Use = ApplicationUsage['secret_uses'][number];
