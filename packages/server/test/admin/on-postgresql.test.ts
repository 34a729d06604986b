import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADMIN_OPERATIONS, type AdminOperation, type AdminOperationId } from '@rollcall/contract/admin';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { emptyDatabases, testCluster } from '../postgres/test-cluster.ts';
import { Administration } from './administration.ts';
import { OPERATION_CASES } from './operation-cases.ts';
import { assertRefused, BASE_URL, SignInScene } from './sign-in/sign-in-scene.ts';
import { SoftwareAuthenticator } from './sign-in/software-authenticator.ts';

const newDatabase = emptyDatabases(testCluster());
const newStorage = async () => openPostgresStorage({ url: await newDatabase(), role: 'server' });

/** What a database may stumble over. */
const ODD = ['\u0000', 'a\u0000b', '\ud800', '\uffff', "'; DROP TABLE x --", '%_\\', '\u202e', 'x'.repeat(200)];

test('every operation is done there too, for whoever may', async () => {
  await using admin = await Administration.start({ storage: await newStorage() });
  const accountId = await admin.service.account([{}]);
  for (const { id, success } of ADMIN_OPERATIONS as readonly AdminOperation[]) {
    const { occasion, reason } = OPERATION_CASES[id as AdminOperationId]; // the ids of the list itself
    const who = await admin.operator();
    const { params, ...request } = await occasion({ admin, accountId, who });
    const answer = await admin.call(who, id as AdminOperationId, params, request);
    assert.equal(reason === undefined ? answer.status : answer.json.message, reason ?? success.status, answer.text);
  }
});

test('no text makes it fail', async () => {
  await using admin = await Administration.start({ storage: await newStorage() });
  const account = await admin.service.account([{}]);
  const owner = await admin.person(account, { role: 'owner' });
  for (const [index, text] of ODD.entries()) {
    admin.service.clock.advance(61);
    const answers = [
      await admin.call(owner, 'ListPeople', { account }, { query: { query: text } }),
      await admin.call(owner, 'ListAudit', { account }, { query: { subject: text } }),
      await admin.call(owner, 'ListAudit', { account }, { query: { actor: text } }),
      await admin.call(owner, 'CreatePerson', { account }, { body: { email: `${index}@x`, display_name: text } }),
      await admin.call(owner, 'UpdateAccount', { account }, { body: { name: text } }),
      await admin.call(owner, 'BeginInvite', {}, { body: { token: text } }),
      await admin.call(owner, 'BeginSso', {}, { body: { account: text } }),
    ];
    for (const { status, text: said } of answers) assert.ok(status < 500, `${JSON.stringify(text)}: ${said}`);
  }
  const { json } = await admin.call(owner, 'ListPeople', { account }, { query: { query: "'; drop table x" } });
  assert.equal(json.people.length, 1);
});

test('two owners who demote, suspend or delete each other at once leave one', async () => {
  await using admin = await Administration.start({ storage: await newStorage() });
  for (const [id, body] of [
    ['UpdatePerson', { role: 'administrator' }],
    ['DeletePerson', undefined],
    ['SuspendPerson', undefined],
  ] as const) {
    const account = await admin.service.account([]);
    const owners = [await admin.person(account, { role: 'owner' }), await admin.person(account, { role: 'owner' })];
    const answers = await Promise.all(
      owners.map((who, index) => {
        const user = owners[1 - index]?.id ?? '';
        return admin.call(who, id, { account, user }, body && { body });
      }),
    );
    assert.equal(answers.filter(({ status }) => status < 300).length, 1, answers.map(({ text }) => text).join());
  }
});

test('an invitation and a challenge are good once, for however many at the same time', async () => {
  await using scene = await SignInScene.open({ storage: await newStorage() });
  const token = await scene.invite(scene.owner);
  const authenticators = [1, 2, 3].map(() => new SoftwareAuthenticator(BASE_URL));
  const accepted = await Promise.all(authenticators.map((each) => scene.accept(scene.browser(), token, each)));
  assert.deepEqual(accepted.map(({ status }) => status).sort(), [200, 401, 401]);
  const [passkey] = await scene.storage.listPasskeys(scene.owner);
  const authenticator = authenticators.find(({ credentialId }) => credentialId === passkey?.id);
  assert.ok(authenticator);
  const browser = scene.browser();
  const { options } = (await browser.call('BeginPasskey')).json;
  for (const id of ['a\u0000b', '\ud800', ['x']]) {
    assertRefused(await browser.call('FinishPasskey', { response: { ...authenticator.get(options), id } }));
  }
  const signedIn = await Promise.all(
    [1, 2, 3].map(() => {
      const other = scene.browser();
      for (const [name, value] of browser.cookies) other.cookies.set(name, value);
      return other.call('FinishPasskey', { response: authenticator.get(options) });
    }),
  );
  assert.deepEqual(signedIn.map(({ status }) => status).sort(), [200, 401, 401]);
});
