import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { PRESETS } from '@rollcall/contract/sandbox';
import type { SandboxOptions } from '../../../src/sandbox/index.ts';
import { everyScript } from '../../../src/sandbox/people/every-script.ts';
import { startFaultScene } from '../faults/fault-scene.ts';
import { everybody, listPage, refusalOf } from './people-scene.ts';

const scene = await startFaultScene({ after });

describe('presets', () => {
  /** The status and reason of suspending the first of a kind. */
  const suspending = async (preset: string, kind: string) => {
    const account = await scene.account({ preset });
    const [person] = (await listPage(account, `?kind=${kind}`)).people;
    assert.ok(person, `${preset} has ${kind}`);
    const { status, json } = await account.call(await account.token(), `/${person.id}:suspend`, { method: 'POST' });
    return status === 200 ? 200 : `${status} ${json.message}`;
  };

  test('one-owner: the owner cannot be suspended, members can', async () => {
    assert.equal(await suspending('one-owner', 'owner'), '403 no_owner_remain');
    assert.equal(await suspending('one-owner', 'member'), 200);
  });

  test('automated-provisioning: nobody can be suspended, everybody be read', async () => {
    assert.equal(await suspending('automated-provisioning', 'member'), '400 automated_provisioning_enabled');
    const account = await scene.account({ preset: 'automated-provisioning' });
    assert.equal((await account.ids(await account.token())).length, 25);
  });

  test('externally-managed: administrators cannot be suspended', async () => {
    assert.equal(await suspending('externally-managed', 'externally_managed'), '403 externally_managed_user');
    const account = await scene.account({ preset: 'externally-managed' });
    const own = (await everybody(account)).filter(({ externally_managed }) => !externally_managed);
    assert.deepEqual(
      own.map(({ role }) => role),
      ['owner'],
    );
  });

  test('empty: a list with nobody in it', async () => {
    const account = await scene.account({ preset: 'empty' });
    assert.deepEqual((await account.call(await account.token(), '')).json, { results: [] });
  });

  test('ten-thousand: as many as that, met one by one by a client', async () => {
    const account = await scene.account({ preset: 'ten-thousand', limits: { per_minute: 0, per_hour: 0 } });
    const { client } = account.client();
    const met = new Set<string>();
    for await (const { id } of client.users.list({ pageSize: 1000 })) met.add(id);
    assert.equal(met.size, 10_000);
  });

  test('every-script: each name comes out of the API as it went in', async () => {
    const account = await scene.account({ preset: 'every-script' });
    const { results } = (await account.call(await account.token(), '?max_page_size=1000')).json;
    const people = everyScript(account.description.account_id);
    assert.deepEqual(
      results.map(({ id, email, display_name }: Record<string, string>) => [id, email, display_name]),
      people.map(({ id, email, displayName }) => [id, email, displayName]),
    );
  });

  test('demo: as without a preset, with ids of its own where an account is isolated', async () => {
    const [one, two] = [await scene.account({ preset: 'demo' }), await scene.account()];
    const emails = async (account: typeof one) => (await everybody(account)).map(({ email }) => email);
    assert.deepEqual(await emails(one), await emails(two));
    assert.notEqual(one.description.client_id, two.description.client_id);
  });
});

describe('what an account begins with', () => {
  test('is the same at every start, for every preset and for generated people; ids differ by account and region', async (context) => {
    const presets = PRESETS.filter((preset) => preset !== 'ten-thousand'); // generated as the others are
    const ways: readonly SandboxOptions[] = [...presets.map((preset) => ({ preset })), { users: 40, randomSeed: 7 }];
    for (const way of ways) {
      const starts = [];
      for (let start = 0; start < 2; start++) {
        const scene = await startFaultScene(context, { ...way, regions: [{ name: 'com' }, { name: 'eu' }] });
        const { accounts } = (await scene.control('GET', '/accounts')).json;
        const { preset, users, randomSeed } = way;
        const isolated = await scene.account({ preset, users, ...(users && { random_seed: randomSeed }) });
        const all = [...accounts, isolated.description].map(({ account_id, client_id, client_secret }) => ({
          account_id,
          client_id,
          client_secret,
        }));
        const people = await Promise.all(
          all.map(async ({ account_id }) => (await scene.control('GET', `/accounts/${account_id}/people`)).json),
        );
        starts.push({ all, people });
        for (const key of ['account_id', 'client_id', 'client_secret'] as const) {
          assert.equal(new Set(all.map((each) => each[key])).size, 3, `${JSON.stringify(way)} ${key}`);
        }
        const [ids] = people.map((each) => each.people.map(({ id }: { id: string }) => id));
        if (way.preset !== 'demo') {
          const elsewhere = people[2].people.map(({ id }: { id: string }) => id);
          assert.ok(!ids?.some((id: string) => elsewhere.includes(id)), JSON.stringify(way));
        }
        await scene.sandbox.close();
      }
      assert.deepEqual(starts[0], starts[1]);
    }
  });

  test('comes back with a reset', async (context) => {
    const scene = await startFaultScene(context, { users: 12 });
    const { sandbox } = scene;
    const path = `/accounts/${sandbox.accountId}/people`;
    const before = (await scene.control('GET', path)).json;
    await scene.control('POST', `${path}:generate`, { count: 30, random_seed: 2 });
    await scene.control('DELETE', `${path}/${before.people[0].id}`);
    await sandbox.reset();
    assert.deepEqual((await scene.control('GET', path)).json, before);
  });

  test('is said in one way only, and what cannot be is refused by name', async (context) => {
    const scene = await startFaultScene(context);
    const seed = { accounts: [] };
    for (const [request, field] of [
      [{ preset: 'empty', users: 3 }, 'users'],
      [{ seed, users: 3 }, 'users'],
      [{ seed, preset: 'empty' }, 'preset'],
      [{ random_seed: 3 }, 'random_seed'],
      [{ preset: 'empty', random_seed: 3 }, 'random_seed'],
      [{ seed }, 'seed'],
      [{ preset: 'none' }, 'preset'],
      [{ users: 0 }, 'users'],
      [{ users: 1, random_seed: -1 }, 'random_seed'],
    ] as const) {
      const { status, fields } = refusalOf(await scene.control('POST', '/accounts', request));
      assert.deepEqual([status, fields], [400, [field]], JSON.stringify(request));
    }
    assert.equal((await scene.control('GET', '/accounts')).json.accounts.length, 1);
    for (const [options, sentence] of [
      [{ preset: 'empty', users: 3 }, /preset and users exclude each other/],
      [{ preset: 'none' }, /There is no preset "none": demo, one-owner/],
      [{ users: 1.5 }, /users must be a whole number from 1 to 1000000/],
      [{ users: 1, randomSeed: 2 ** 32 }, /random seed must be a whole number from 0 to 4294967295/],
      [{ randomSeed: 2 }, /say how many, with users/],
    ] as const) {
      await assert.rejects(startFaultScene(context, options as SandboxOptions), {
        name: 'SeedRefused',
        message: sentence,
      });
    }
  });
});
