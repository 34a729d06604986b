import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, fill, idOf, OTHER, people, person } from './samples.ts';

export function describePersonFacts(open: OpenStore): void {
  const openCrowd = async () => {
    const storage = await open();
    await fill(storage, { people: people(5) });
    return storage;
  };

  describe('what is known of people', () => {
    test('the facts about a person are what the rules ask about', async () => {
      const storage = await openCrowd();
      await fill(storage, { account: { id: OTHER, provisioning: 'automated' }, people: people(2) });
      const facts = async (accountId: string, number: number) => {
        const found = await storage.findPersonFacts(accountId, idOf(number));
        return found && [found.person, found.account.provisioning, found.activeOwners];
      };
      assert.deepEqual(await facts(ACME, 1), [person(1), 'manual', 1]);
      assert.deepEqual(await facts(OTHER, 0), [person(0, { role: 'owner' }), 'automated', 1]);
      assert.equal(await facts(ACME, 77), undefined);
      assert.equal(await facts(idOf(8), 1), undefined);
    });

    test('a person is found by their address, without case, in their own account only', async () => {
      const storage = await openCrowd();
      await fill(storage, { account: { id: OTHER }, people: [person(50, { role: 'owner', email: 'Jo@Example.com' })] });
      const found = async (accountId: string, email: string) => (await storage.findPersonByEmail(accountId, email))?.id;
      assert.equal(await found(OTHER, 'jO@example.COM'), idOf(50));
      assert.equal(await found(ACME, 'jo@example.com'), undefined);
      assert.equal(await found(OTHER, 'o@example.com'), undefined);
      assert.equal(await found(idOf(8), 'jo@example.com'), undefined);
    });

    test('people of any accounts are named together, and who is gone is left out', async () => {
      const storage = await openCrowd();
      await fill(storage, { account: { id: OTHER }, people: [person(50, { role: 'owner', displayName: 'A "b" \\' })] });
      const asked = [
        { accountId: ACME, userId: idOf(1) },
        { accountId: ACME, userId: idOf(4) },
        { accountId: ACME, userId: idOf(50) },
        { accountId: OTHER, userId: idOf(50) },
        { accountId: idOf(8), userId: 'nobody' },
      ];
      const names = new Map([
        [`${ACME}/${idOf(1)}`, 'Person 1'],
        [`${ACME}/${idOf(4)}`, 'Person 4'],
        [`${OTHER}/${idOf(50)}`, 'A "b" \\'],
      ]);
      assert.deepEqual(await storage.nameUsers(asked), names);
      assert.deepEqual(await storage.nameUsers([]), new Map());
    });
  });
}
