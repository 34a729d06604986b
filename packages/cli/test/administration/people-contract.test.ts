import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Administration as Server } from '../../../server/test/admin/administration.ts';
import type { PeopleAdministration } from '../../src/administration/people-administration.ts';
import { PLACES } from './places.ts';

const NOBODY = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ADA = {
  id: undefined,
  email: 'Ada.Lovelace@example.com',
  displayName: 'Ada Lovelace‮',
  role: 'member',
  securityGroup: false,
  externallyManaged: false,
} as const;
const EVERYBODY = {
  text: undefined,
  state: undefined,
  role: undefined,
  securityGroup: undefined,
  order: 'create_time',
  descending: false,
  limit: 2000,
} as const;

for (const [place, administer] of Object.entries(PLACES)) {
  describe(`people, ${place}`, () => {
    const test = (what: string, check: (people: PeopleAdministration, server: Server) => Promise<void>) =>
      it(what, async () => {
        await using server = await Server.start();
        await check((await administer(server)).people, server);
      });

    test('are taken in, changed, suspended, reactivated and deleted, by id or address', async (people, { service }) => {
      const accountId = await service.account([{ role: 'owner' }]);
      const made = await people.create(accountId, ADA);
      const { id, createTime } = made;
      assert.deepEqual(made, { ...ADA, id, createTime, state: 'ACTIVE' });
      assert.match(id, /^[A-Z2-7]{26}$/);
      assert.match(createTime, /Z$/);
      const byId = { accountId, user: id };
      const byAddress = { accountId, user: 'ada.lovelace@EXAMPLE.com' };
      assert.deepEqual(await people.get(byId), made);
      assert.deepEqual(await people.get(byAddress), made);
      const changes = { displayName: 'Ada King', role: 'administrator', securityGroup: true } as const;
      const changed = { ...made, ...changes };
      assert.deepEqual(await people.update(byAddress, changes), changed);
      assert.deepEqual(await people.move(byAddress, 'SUSPENDED'), { ...changed, state: 'SUSPENDED' });
      assert.deepEqual(await people.move(byId, 'SUSPENDED'), { ...changed, state: 'SUSPENDED' });
      assert.deepEqual(await people.move(byId, 'ACTIVE'), changed);
      assert.deepEqual(await people.delete(byAddress), changed);
      await assert.rejects(people.get(byId), { message: /^There is no [A-Z2-7]{26} in the account/ });
    });

    test('are found by text, role and state, in any order, further than a page', async (people, { service }) => {
      const owner = { role: 'owner', displayName: 'Zoë', email: 'zoe@example.com' } as const;
      const gone = { state: 'SUSPENDED', displayName: 'Gone', email: 'gone@example.com' } as const;
      const many = Array.from({ length: 1003 }, (_, index) => ({ displayName: `Member ${index}` }));
      const accountId = await service.account([owner, gone, ...many]);
      const all = await people.search({ accountId, ...EVERYBODY });
      assert.deepEqual([all.people.length, all.more], [1005, false]);
      const some = await people.search({ accountId, ...EVERYBODY, limit: 1002 });
      assert.deepEqual([some.people, some.more], [all.people.slice(0, 1002), true]);
      const names = async (more: object) =>
        (await people.search({ accountId, ...EVERYBODY, ...more })).people.map(({ displayName }) => displayName);
      assert.deepEqual(await names({ text: 'ZOE@' }), ['Zoë']);
      assert.deepEqual(await names({ role: 'owner' }), ['Zoë']);
      assert.deepEqual(await names({ state: 'SUSPENDED' }), ['Gone']);
      assert.deepEqual(await names({ securityGroup: true }), []);
      assert.deepEqual(await names({ order: 'display_name', descending: true, limit: 1 }), ['Zoë']);
    });

    test('are held to the rules, in the same sentences', async (people, { service }) => {
      const accountId = await service.account([{ role: 'owner', email: 'owner@example.com' }]);
      const owner = { accountId, user: 'owner@example.com' };
      const last = { message: /^This is the last active owner of the account\./ };
      await assert.rejects(people.move(owner, 'SUSPENDED'), last);
      await assert.rejects(people.update(owner, { role: 'member' }), last);
      await assert.rejects(people.delete(owner), last);
      const taken = people.create(accountId, { ...ADA, email: 'OWNER@example.com' });
      await assert.rejects(taken, { message: /owner@example\.com/i });
      const automated = await service.account([{ email: 'somebody@example.com' }], 'automated');
      const elsewhere = people.move({ accountId: automated, user: 'somebody@example.com' }, 'SUSPENDED');
      await assert.rejects(elsewhere, { message: /automated provisioning/ });
    });

    test('and accounts that are not there are told in one sentence', async (people, { service }) => {
      const accountId = await service.account([{ role: 'owner' }]);
      for (const user of [NOBODY, 'nobody@example.com']) {
        const nobody = { message: new RegExp(`^There is no ${user} in the account`) };
        await assert.rejects(people.get({ accountId, user }), nobody);
        await assert.rejects(people.update({ accountId, user }, { role: 'member' }), nobody);
        await assert.rejects(people.move({ accountId, user }, 'ACTIVE'), nobody);
        await assert.rejects(people.delete({ accountId, user }), nobody);
      }
      const noAccount = { message: /^There is no account A/ };
      await assert.rejects(people.search({ accountId: NOBODY, ...EVERYBODY }), noAccount);
      await assert.rejects(people.create(NOBODY, ADA), noAccount);
    });
  });
}
