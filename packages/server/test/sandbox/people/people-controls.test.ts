import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { SandboxPerson } from '@rollcall/contract/sandbox';
import { type Account, type FaultScene, startFaultScene } from '../faults/fault-scene.ts';
import { everybody, listPage, refusalOf } from './people-scene.ts';

const scene = await startFaultScene({ after });

describe('people of an account, by controls', () => {
  const create = async (account: Account, body: object): Promise<SandboxPerson> => {
    const answer = await account.control('POST', '/people', body);
    assert.equal(answer.status, 201, answer.text);
    return answer.json;
  };

  test('a new person is created at the time of the account, and the API shows them', async () => {
    const account = await scene.account({ preset: 'one-owner', clock: { time: '2031-05-05T05:05:05Z', frozen: true } });
    const person = await create(account, { email: 'New@example.com', display_name: '名 "前"' });
    assert.deepEqual(person, {
      id: person.id,
      email: 'New@example.com',
      display_name: '名 "前"',
      state: 'ACTIVE',
      role: 'member',
      externally_managed: false,
      create_time: '2031-05-05T05:05:05Z',
    });
    const token = await account.token();
    const { email, display_name, state, create_time } = (await account.call(token, `/${person.id}`)).json;
    assert.deepEqual(
      [email, display_name, state, create_time],
      [person.email, '名 "前"', 'ACTIVE', person.create_time],
    );
    assert.equal((await account.ids(token)).at(-1), person.id);
    assert.deepEqual((await account.control('GET', `/people/${person.id}`)).json, person);
  });

  test('everything can be given, and is kept', async () => {
    const account = await scene.account({ preset: 'empty' });
    const given = {
      id: 'ACMEACMEACMEACMEACMEACMEAC',
      email: 'ada@example.com',
      display_name: 'Ada',
      state: 'SUSPENDED',
      role: 'administrator',
      externally_managed: true,
    };
    const person = await create(account, { ...given, create_time: '2020-02-29T23:30:00.5+01:00' });
    assert.deepEqual(person, { ...given, create_time: '2020-02-29T22:30:00Z' });
    assert.deepEqual(await everybody(account), [person]);
  });

  test('ids that are made are the same in every sandbox, and are not given twice', async (context) => {
    const body = { email: 'again@example.com', display_name: 'Again' };
    const lives = async ({ account }: FaultScene) => {
      const one = await account({ preset: 'empty' });
      const ids = [];
      for (let life = 0; life < 3; life++) {
        const { id } = await create(one, body);
        ids.push(id);
        await one.control('DELETE', `/people/${id}`);
      }
      return ids;
    };
    const first = await lives(await startFaultScene(context));
    assert.equal(new Set(first).size, 3);
    assert.deepEqual(await lives(await startFaultScene(context)), first);
  });

  test('a change keeps no rule of the API, and holds at once', async () => {
    const account = await scene.account({ preset: 'automated-provisioning' });
    const [owner] = (await listPage(account, '?kind=owner')).people;
    assert.ok(owner);
    const token = await account.token();
    const change = async (body: object) => (await account.control('PATCH', `/people/${owner.id}`, body)).json;
    assert.deepEqual(await change({ state: 'SUSPENDED' }), { ...owner, state: 'SUSPENDED' });
    assert.equal((await account.call(token, `/${owner.id}`)).json.state, 'SUSPENDED');
    const all = {
      email: 'x@example.com',
      display_name: 'X',
      role: 'member',
      externally_managed: true,
      state: 'ACTIVE',
    };
    assert.deepEqual(await change(all), { ...owner, ...all });
    assert.deepEqual(await change(all), { ...owner, ...all }, 'repeated');
    assert.equal((await account.call(token, `/${owner.id}`)).json.email, 'x@example.com');
    assert.deepEqual((await listPage(account, '?kind=owner')).people, []);
  });

  test('who is removed is gone', async () => {
    const account = await scene.account({ preset: 'one-owner' });
    const token = await account.token();
    const [first = ''] = await account.ids(token);
    assert.equal((await account.call(token, `/${first}`)).status, 200);
    const answer = await account.control('DELETE', `/people/${first}`);
    assert.deepEqual([answer.status, answer.text], [204, '']);
    assert.equal((await account.call(token, `/${first}`)).status, 404);
    assert.ok(!(await account.ids(token)).includes(first));
    for (const method of ['GET', 'DELETE', 'PATCH']) {
      const again = await account.control(
        method,
        `/people/${first}`,
        method === 'PATCH' ? { role: 'owner' } : undefined,
      );
      const { status, reason, sentence } = refusalOf(again);
      assert.deepEqual([status, reason], [404, 'not_found'], method);
      assert.match(
        sentence,
        new RegExp(`${account.description.account_id} has nobody with the id ${first}. List its people`),
      );
    }
  });

  test('what is taken is refused by name, and what cannot be as well', async () => {
    const account = await scene.account({ preset: 'one-owner' });
    const person = await create(account, { email: 'one@example.com', display_name: 'One' });
    const other = await create(account, { email: 'two@example.com', display_name: 'Two' });
    const taken = async (method: string, path: string, body: object, field: string) => {
      const { status, reason, fields } = refusalOf(await account.control(method, `/people${path}`, body));
      assert.deepEqual([status, reason, fields], [409, 'already_exists', [field]]);
    };
    await taken('POST', '', { email: 'ONE@example.com', display_name: 'A' }, 'email');
    await taken('POST', '', { id: person.id, email: 'three@example.com', display_name: 'A' }, 'id');
    await taken('PATCH', `/${other.id}`, { email: 'One@example.com' }, 'email');
    for (const [method, path, body, field] of [
      ['POST', '', { display_name: 'A' }, 'email'],
      ['POST', '', { email: 'a b@c', display_name: 'A' }, 'email'],
      ['POST', '', { email: 'a@b', display_name: 'A\0' }, 'display_name'],
      ['POST', '', { email: 'a@b', display_name: 'A', create_time: '2023-02-29T00:00:00Z' }, 'create_time'],
      ['POST', '', { email: 'a@b', display_name: 'A', name: 'B' }, 'name'],
      ['PATCH', `/${other.id}`, {}, 'body'],
      ['PATCH', `/${other.id}`, { create_time: '2023-01-01T00:00:00Z' }, 'create_time'],
      ['PATCH', `/${other.id}`, { state: 'GONE' }, 'state'],
      ['POST', ':generate', { count: 0 }, 'count'],
      ['POST', ':generate', {}, 'count'],
    ] as const) {
      const { status, fields } = refusalOf(await account.control(method, `/people${path}`, body));
      assert.deepEqual([status, fields], [400, [field]], JSON.stringify(body));
    }
  });

  test('of many who want one address at the same time, one gets it', async () => {
    const account = await scene.account({ preset: 'empty' });
    const body = { email: 'same@example.com', display_name: 'Same' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => account.control('POST', '/people', body)));
    const refused = answers.filter(({ status }) => status !== 201);
    assert.equal(refused.length, 7);
    for (const answer of refused) assert.deepEqual(refusalOf(answer).fields, ['email']);
  });

  test('pages join without a gap, for every kind', async () => {
    const account = await scene.account({ users: 400, random_seed: 3 });
    const all = await everybody(account);
    assert.equal(all.length, 400);
    assert.deepEqual(await everybody(account, '', 7), all);
    assert.deepEqual(
      all.map(({ id }) => id),
      await account.ids(await account.token()),
    );
    const { active, suspended } = await listPage(account, '?page_size=1');
    assert.equal(active, all.filter(({ state }) => state === 'ACTIVE').length);
    assert.equal(active + suspended, 400);
    const kinds = { owner: 1, administrator: 5, externally_managed: 1, suspended: 30, member: 300 };
    for (const [kind, least] of Object.entries(kinds)) {
      const some = await everybody(account, `&kind=${kind}`, 3);
      assert.ok(some.length >= least, kind);
      assert.deepEqual(await everybody(account, `&kind=${kind}`), some);
    }
    const nobody = refusalOf(await account.control('GET', '/people?after=ACMEACMEACMEACMEACMEACMEAC'));
    assert.deepEqual([nobody.status, nobody.fields], [400, ['after']]);
  });

  test('another account has nobody of these', async () => {
    const [one, two] = [await scene.account({ preset: 'one-owner' }), await scene.account({ preset: 'one-owner' })];
    const [person] = (await listPage(one)).people;
    assert.equal((await two.control('GET', `/people/${person?.id}`)).status, 404);
    assert.equal((await two.control('DELETE', `/people/${person?.id}`)).status, 404);
    assert.equal((await one.control('GET', `/people/${person?.id}`)).status, 200);
  });

  test('people are generated into an account: the same again change nobody but by name', async () => {
    const account = await scene.account({ preset: 'one-owner' });
    const before = await everybody(account);
    const generate = async (body: object) => (await account.control('POST', '/people:generate', body)).json;
    assert.deepEqual(await generate({ count: 1200, random_seed: 8 }), { created: 1200, updated: 0 });
    const [someone] = (await listPage(account, '?kind=suspended')).people;
    await account.control('PATCH', `/people/${someone?.id}`, { state: 'ACTIVE' });
    assert.deepEqual(await generate({ count: 1200, random_seed: 8 }), { created: 0, updated: 1200 });
    assert.equal((await account.control('GET', `/people/${someone?.id}`)).json.state, 'ACTIVE');
    const now = await everybody(account);
    assert.equal(now.length, before.length + 1200);
    assert.equal(now.filter(({ role }) => role === 'owner').length, 1, 'the last owner is still the last');
    assert.deepEqual(await generate({ count: 40 }), { created: 40, updated: 0 }, 'nobody of a preset is in the way');
    const empty = await scene.account({ preset: 'empty' });
    await empty.control('POST', '/people:generate', { count: 10 });
    assert.equal((await listPage(empty, '?kind=owner')).people.length, 1);
  });

  test('an account that would be left without an owner takes nobody', async () => {
    const account = await scene.account({ users: 3 });
    const [owner] = (await listPage(account, '?kind=owner')).people;
    await account.control('PATCH', `/people/${owner?.id}`, { role: 'member' });
    const { status, reason, sentence } = refusalOf(await account.control('POST', '/people:generate', { count: 3 }));
    assert.deepEqual([status, reason], [400, 'failed_precondition']);
    assert.match(sentence, /no active owner/);
  });
});
