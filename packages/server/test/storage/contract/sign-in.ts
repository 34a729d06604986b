import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Storage, StorageConflict } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { isSignedIn, OPERATOR, passkey, personId, session, signIn } from './identity-samples.ts';
import { ACME, contextAt, fill, hashOf, idOf, NOW, person } from './samples.ts';

const OWNER = personId(0);
const MEMBER = personId(1);
const MINUTE = 60_000;

export function describeSignIn(open: OpenStore): void {
  const openFilled = async (): Promise<Storage> => {
    const storage = await open();
    const crowd = [person(0, { role: 'owner' }), person(1), person(2, { role: 'owner', state: 'SUSPENDED' })];
    await fill(storage, { people: [...crowd, person(3, { securityGroup: true })] });
    await storage.createOperator({ id: OPERATOR.operatorId, name: 'Ada' }, contextAt());
    return storage;
  };
  const lastEntry = async (storage: Storage) => {
    const [entry] = await storage.listAudit({ limit: 1 });
    return [entry?.action, entry?.accountId, entry?.subject];
  };

  describe('principals', () => {
    test('are people with their account, and operators', async () => {
      const storage = await openFilled();
      const found = await storage.findPrincipal(personId(2));
      assert.deepEqual(found?.kind === 'person' && found.person, person(2, { role: 'owner', state: 'SUSPENDED' }));
      assert.deepEqual(found?.kind === 'person' && found.account, await storage.findAccount(ACME));
      const operator = await storage.findPrincipal(OPERATOR);
      assert.deepEqual(operator, { kind: 'operator', operator: (await storage.listOperators())[0] });
      for (const nobody of [personId(9), personId(0, idOf(5)), { kind: 'operator', operatorId: idOf(0) } as const]) {
        assert.equal(await storage.findPrincipal(nobody), undefined);
      }
    });

    test('an operator goes with all they hold', async () => {
      const storage = await openFilled();
      const operatorId = OPERATOR.operatorId;
      assert.deepEqual(await lastEntry(storage), ['operator.created', undefined, operatorId]);
      await storage.addPasskey(OPERATOR, passkey(1), contextAt());
      await storage.createInvite({ hash: hashOf(1), principal: OPERATOR, expiresAt: NOW + MINUTE }, contextAt());
      assert.ok(await signIn(storage, OPERATOR, 1));
      assert.equal((await storage.findSession(hashOf(1), NOW))?.principal.kind, 'operator');
      assert.equal(await storage.deleteOperator(operatorId, contextAt()), true);
      assert.deepEqual(await lastEntry(storage), ['operator.deleted', undefined, operatorId]);
      assert.equal(await storage.deleteOperator(operatorId, contextAt()), false);
      await storage.createOperator({ id: operatorId, name: 'Another' }, contextAt());
      assert.equal(await isSignedIn(storage, 1), false);
      assert.equal(await storage.findPasskey('credential-1'), undefined);
      assert.equal(await storage.findInvite(hashOf(1), NOW), undefined);
    });
  });

  describe('an invitation', () => {
    const invite = (storage: Storage, principal = OWNER) =>
      storage.createInvite({ hash: hashOf(50), principal, expiresAt: NOW + MINUTE }, contextAt());

    test('registers a passkey and signs in, once', async () => {
      const storage = await openFilled();
      assert.equal(await invite(storage), true);
      assert.deepEqual(await lastEntry(storage), ['invite.created', ACME, idOf(0)]);
      const invited = await storage.findInvite(hashOf(50), NOW);
      assert.equal(invited?.kind === 'person' && invited.person.id, idOf(0));
      const begun = session(1, { method: 'invite' });
      assert.equal(await storage.acceptInvite(hashOf(50), passkey(1), begun, contextAt()), true);
      assert.equal(await storage.acceptInvite(hashOf(50), passkey(2), session(2), contextAt()), false);
      assert.equal(await storage.findInvite(hashOf(50), NOW), undefined);
      const { hash: _, ...open } = begun;
      assert.deepEqual((await storage.findSession(hashOf(1), NOW))?.session, open);
      const created = { createTime: '2025-01-01T00:00:00Z', lastUseTime: undefined };
      assert.deepEqual(await storage.listPasskeys(OWNER), [{ ...passkey(1), ...created }]);
      const actions = (await storage.listAudit({ subject: idOf(0), limit: 9 })).map(({ action }) => action);
      assert.deepEqual(actions, ['session.started', 'passkey.added', 'invite.created']);
    });

    test('is accepted by one of those who try at once', async () => {
      const storage = await openFilled();
      await invite(storage);
      const tries = [1, 2, 3, 4].map((number) =>
        storage.acceptInvite(hashOf(50), passkey(number), session(number), contextAt()),
      );
      assert.equal((await Promise.all(tries)).filter(Boolean).length, 1);
      assert.equal((await storage.listPasskeys(OWNER)).length, 1);
      assert.equal((await storage.listSessions(OWNER, NOW)).length, 1);
    });

    test('is over at its end, and for whoever may not sign in', async () => {
      const storage = await openFilled();
      await invite(storage);
      assert.ok(await storage.findInvite(hashOf(50), NOW + MINUTE - 1));
      assert.equal(await storage.findInvite(hashOf(50), NOW + MINUTE), undefined);
      const late = contextAt(NOW + MINUTE);
      assert.equal(await storage.acceptInvite(hashOf(50), passkey(1), session(1), late), false);
      for (const [place, number] of [1, 2].entries()) {
        const mine = { hash: hashOf(60 + place), principal: personId(number), expiresAt: NOW + MINUTE };
        assert.equal(await storage.createInvite(mine, contextAt()), true);
        assert.equal(await storage.findInvite(mine.hash, NOW), undefined);
        assert.equal(await storage.acceptInvite(mine.hash, passkey(1), session(1), contextAt()), false);
      }
      assert.deepEqual(await storage.listPasskeys(OWNER), []);
      assert.equal(await invite(storage, personId(9)), false);
    });

    test('survives a passkey that is known already: all or nothing', async () => {
      const storage = await openFilled();
      await storage.addPasskey(OPERATOR, passkey(1), contextAt());
      await invite(storage);
      await assert.rejects(storage.acceptInvite(hashOf(50), passkey(1), session(1), contextAt()), (error) => {
        assert.ok(error instanceof StorageConflict);
        assert.equal(error.field, 'passkey');
        return true;
      });
      await assert.rejects(storage.addPasskey(OWNER, passkey(1), contextAt()), StorageConflict);
      assert.equal(await isSignedIn(storage, 1), false);
      assert.equal(await storage.acceptInvite(hashOf(50), passkey(2), session(1), contextAt()), true);
    });
  });

  describe('passkeys', () => {
    test('are found by their id, listed oldest first, and removed by whose they are', async () => {
      const storage = await openFilled();
      assert.equal(await storage.addPasskey(OWNER, passkey(2), contextAt(NOW + 5000)), true);
      assert.equal(await storage.addPasskey(OWNER, passkey(1, { transports: [] }), contextAt(NOW + 9000)), true);
      assert.equal(await storage.addPasskey(MEMBER, passkey(3), contextAt()), false, 'may not sign in');
      assert.equal(await storage.addPasskey(OPERATOR, passkey(4, { backedUp: false }), contextAt()), true);
      const listed = await storage.listPasskeys(OWNER);
      assert.deepEqual(
        listed.map(({ id }) => id),
        ['credential-2', 'credential-1'],
      );
      assert.deepEqual(listed[1]?.transports, []);
      assert.deepEqual(await storage.findPasskey('credential-2'), { passkey: listed[0], principal: OWNER });
      const operators = await storage.findPasskey('credential-4');
      assert.deepEqual([operators?.principal, operators?.passkey.backedUp], [OPERATOR, false]);
      assert.equal(await storage.findPasskey('credential-9'), undefined);
      assert.equal(await storage.removePasskey(OPERATOR, 'credential-2', contextAt()), false);
      assert.equal(await storage.removePasskey(OWNER, 'credential-2', contextAt()), true);
      assert.deepEqual(await lastEntry(storage), ['passkey.removed', ACME, idOf(0)]);
      assert.equal(await storage.removePasskey(OWNER, 'credential-2', contextAt()), false);
      assert.equal((await storage.listPasskeys(OWNER)).length, 1);
    });

    test('remember their counter and when they were used', async () => {
      const storage = await openFilled();
      await storage.addPasskey(OWNER, passkey(1), contextAt());
      const used = { passkey: { id: 'credential-1', counter: 4_000_000_000 } };
      assert.equal(await storage.startSession(OWNER, session(1), used, contextAt(NOW + 7000)), true);
      const [known] = await storage.listPasskeys(OWNER);
      assert.deepEqual([known?.counter, known?.lastUseTime], [4_000_000_000, '2025-01-01T00:00:07Z']);
      assert.equal(await storage.startSession(OPERATOR, session(2), used, contextAt()), false, "another's");
      await storage.removePasskey(OWNER, 'credential-1', contextAt());
      assert.equal(await storage.startSession(OWNER, session(3), used, contextAt()), false, 'removed meanwhile');
      assert.equal(await isSignedIn(storage, 3), false);
    });
  });
}
