import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ApplicationScene, assertRefused } from './application-scene.ts';

const NO_SECRET = '00000000-0000-4000-8000-000000000000';

it('stand beside each other, each with its label and its end', async () => {
  await using scene = await ApplicationScene.start();
  const { application, client_secret } = await scene.create();
  const expire_time = '2026-03-01T12:10:00.000Z';
  const body = { label: 'For the migration', expire_time };
  const added = await scene.call(scene.security, 'AddSecret', scene.at(application), { body });
  assert.equal(added.status, 201);
  assert.equal(added.json.secret.label, 'For the migration');
  assert.equal(Date.parse(added.json.secret.expire_time), Date.parse(expire_time));
  assert.deepEqual(
    added.json.application.secrets.find(({ id }: { id: string }) => id === added.json.secret.id),
    added.json.secret,
  );

  for (const secret of [client_secret, added.json.client_secret]) await scene.token(application, secret);
  scene.service.clock.advance(600);
  assert.equal((await scene.requestToken(application, added.json.client_secret)).status, 401);
  await scene.token(application, client_secret);
});

it('must end in the future, if they do', async () => {
  await using scene = await ApplicationScene.start();
  const { application } = await scene.create();
  for (const expire_time of ['2026-03-01T12:00:00Z', '2026-02-28T23:59:59+00:00', '1970-01-01T00:00:00Z']) {
    const body = { label: 'Late', expire_time };
    const refused = await scene.call(scene.owner, 'AddSecret', scene.at(application), { body });
    assertRefused(refused, 400, 'invalid_argument');
    assert.match(refused.text, /"field":"expire_time","description":"must lie in the future"/);
  }
});

it('are ten at the most, added or rotated; ended ones do not count', async () => {
  await using scene = await ApplicationScene.start();
  const { application } = await scene.create();
  const at = scene.at(application);
  // Another key for each: nobody makes more than ten changes a minute.
  const key = () => scene.administration.key(scene.accountId, ['applications.write']);
  for (let count = 1; count < 10; count += 1) {
    const body = { label: `Secret ${count}`, expire_time: '2026-03-01T13:00:00Z' };
    assert.equal((await scene.call(await key(), 'AddSecret', at, { body })).status, 201);
  }
  const more = () => key().then((who) => scene.call(who, 'AddSecret', at, { body: { label: 'One too many' } }));
  assertRefused(await more(), 400, 'failed_precondition', /10 secrets at the most/);
  const keeping = { body: { keep_old_seconds: 60 } };
  assertRefused(await scene.call(await key(), 'RotateSecret', at, keeping), 400, 'failed_precondition');

  scene.service.clock.advance(3600);
  assert.equal((await more()).status, 201);
  assert.equal((await scene.call(await key(), 'RotateSecret', at, { body: {} })).status, 200);
});

it('end at once by a rotation that keeps none', async () => {
  await using scene = await ApplicationScene.start();
  const { application, client_secret } = await scene.create();
  const rotated = await scene.call(scene.owner, 'RotateSecret', scene.at(application));
  assert.equal(rotated.status, 200);
  assert.equal(rotated.json.secret.label, 'Rotated on 2026-03-01');
  assert.equal((await scene.requestToken(application, client_secret)).status, 401);
  await scene.token(application, rotated.json.client_secret);
});

it('do not live longer by a rotation', async () => {
  await using scene = await ApplicationScene.start();
  const { application } = await scene.create();
  const body = { label: 'Short', expire_time: '2026-03-01T12:01:00Z' };
  const short = await scene.call(scene.owner, 'AddSecret', scene.at(application), { body });
  await scene.call(scene.owner, 'RotateSecret', scene.at(application), { body: { keep_old_seconds: 3600 } });
  scene.service.clock.advance(60);
  assert.equal((await scene.requestToken(application, short.json.client_secret)).status, 401);
});

it('are revoked in their own application only', async () => {
  await using scene = await ApplicationScene.start();
  const [one, other] = [await scene.create(), await scene.create({ name: 'Other' })];
  const [secret] = other.application.secrets;
  for (const id of [secret?.id ?? '', NO_SECRET, 'no-uuid']) {
    const refused = await scene.call(scene.owner, 'RevokeSecret', scene.at(one.application, { id }));
    assertRefused(refused, 404, 'not_found');
  }
  await scene.token(other.application, other.client_secret);
  await scene.token(one.application, one.client_secret);
});

it('are never shown again, nor written down', async () => {
  await using scene = await ApplicationScene.start();
  const { application, client_secret } = await scene.create();
  const added = await scene.call(scene.owner, 'AddSecret', scene.at(application), { body: { label: 'Second' } });
  const operator = await scene.administration.operator();
  const answers = [
    await scene.call(scene.owner, 'ListApplications', scene.at(application)),
    await scene.call(scene.owner, 'GetApplication', scene.at(application)),
    await scene.call(scene.owner, 'GetApplicationUsage', scene.at(application)),
    await scene.call(operator, 'FindApplications'),
  ].map(({ text }) => text);
  const entries = JSON.stringify(await scene.service.storage.listAudit({ limit: 1000 }));
  for (const secret of [client_secret, added.json.client_secret]) {
    for (const text of [...answers, entries]) assert.ok(!text.includes(secret.slice(4, 40)));
  }
});
