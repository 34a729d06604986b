import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { SandboxApplication } from '@rollcall/contract/sandbox';
import { basic } from '../../service/service.ts';
import { type Account, ask, type FaultScene, startFaultScene } from '../faults/fault-scene.ts';
import { refusalOf } from './people-scene.ts';

const scene = await startFaultScene({ after });

const UUID = '0aB9DB0C-7c3e-4b1f-8d6a-2f00c0ffee77';

describe('applications of an account, by controls', () => {
  const create = async (account: Account, body: object = {}): Promise<SandboxApplication> => {
    const answer = await account.control('POST', '/applications', body);
    assert.equal(answer.status, 201, answer.text);
    return answer.json;
  };
  const tokenFor = (account: Account, { client_id: clientId, client_secret: clientSecret = '' }: SandboxApplication) =>
    ask(`${account.description.base_url}/v1/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: basic({ clientId, clientSecret }),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });

  test('a new one gets a token with its secret, at the time of the account', async () => {
    const account = await scene.account({ clock: { time: '2031-05-05T05:05:05Z', frozen: true } });
    const application = await create(account);
    const { client_id, client_secret } = application;
    assert.deepEqual(application, {
      client_id,
      name: 'Test',
      scopes: ['list_users', 'get_user', 'suspend_user', 'reactivate_user'],
      create_time: '2031-05-05T05:05:05Z',
      client_secret,
    });
    const token = (await tokenFor(account, application)).json.access_token;
    assert.ok((await account.ids(token)).length > 0);
    const { applications } = (await account.control('GET', '/applications')).json;
    assert.equal(applications.length, 2);
    assert.deepEqual({ ...applications[1], client_secret }, application);
    assert.ok(!JSON.stringify(applications).includes('client_secret'));
  });

  test('id and secret may be given', async () => {
    const account = await scene.account();
    const secret = 'known to everyone'.replaceAll(' ', '-');
    const given = { client_id: UUID, client_secret: secret, name: 'Änderung', scopes: ['get_user'] };
    const application = await create(account, given);
    assert.deepEqual([application.client_id, application.client_secret], [UUID.toLowerCase(), secret]);
    assert.equal((await tokenFor(account, application)).status, 200);
    for (const other of [account, await scene.account()]) {
      const { status, reason, fields } = refusalOf(await other.control('POST', '/applications', { client_id: UUID }));
      assert.deepEqual([status, reason, fields], [409, 'already_exists', ['client_id']]);
    }
  });

  test('what is made is the same in every sandbox, and is not given twice', async (context) => {
    const lives = async ({ account }: FaultScene) => {
      const one = await account();
      const [first, second] = [await create(one), await create(one)];
      await one.control('DELETE', `/applications/${first.client_id}`);
      return [first, second, await create(one)].map(({ client_id, client_secret }) => `${client_id} ${client_secret}`);
    };
    const made = await lives(await startFaultScene(context));
    assert.equal(new Set(made).size, 3);
    assert.deepEqual(await lives(await startFaultScene(context)), made);
  });

  test('many made at the same time each get an id of their own', async () => {
    const account = await scene.account();
    const made = await Promise.all(Array.from({ length: 10 }, () => create(account)));
    assert.equal(new Set(made.map(({ client_id }) => client_id)).size, 10);
  });

  test('a scope that is taken away holds from the next call on', async () => {
    const account = await scene.account();
    const application = await create(account);
    const token = (await tokenFor(account, application)).json.access_token;
    const path = `/applications/${application.client_id.toUpperCase()}`;
    const answer = await account.control('PATCH', path, { scopes: ['get_user'] });
    assert.deepEqual([answer.status, answer.json.scopes], [200, ['get_user']]);
    assert.equal((await account.call(token, '')).status, 403);
    await account.control('PATCH', path, { scopes: ['list_users'] });
    assert.equal((await account.call(token, '')).status, 200);
  });

  test('one that is removed is dead with its tokens', async () => {
    const account = await scene.account();
    const application = await create(account);
    const token = (await tokenFor(account, application)).json.access_token;
    assert.equal((await account.control('DELETE', `/applications/${application.client_id}`)).status, 204);
    assert.equal((await account.call(token, '')).status, 401);
    assert.equal((await tokenFor(account, application)).status, 401);
  });

  test('what is not there, or is of another account, is not found; what cannot be is refused by name', async () => {
    const [account, other] = [await scene.account(), await scene.account()];
    const { client_id: theirs } = other.description;
    for (const [method, body] of [
      ['DELETE', undefined],
      ['PATCH', { scopes: ['get_user'] }],
    ] as const) {
      for (const id of [theirs, UUID.replace('7', '8')]) {
        const { status, reason, sentence } = refusalOf(await account.control(method, `/applications/${id}`, body));
        assert.deepEqual([status, reason], [404, 'not_found']);
        assert.match(sentence, /List its applications to see which there are/);
      }
    }
    assert.equal((await other.issueToken()).status, 200);
    for (const [body, field] of [
      [{ scopes: [] }, 'scopes'],
      [{ scopes: ['all'] }, 'scopes[0]'],
      [{ client_secret: 'short' }, 'client_secret'],
      [{ client_id: 'mine' }, 'client_id'],
      [{ secret: 'x' }, 'secret'],
    ] as const) {
      const { status, fields } = refusalOf(await account.control('POST', '/applications', body));
      assert.deepEqual([status, fields], [400, [field]]);
    }
  });
});
