import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { USER_STATES } from '@rollcall/contract';
import { type Person, ROLES } from '../../../src/domain/directory.ts';
import type { PersonChanges } from '../../../src/domain/person-change.ts';
import { losesRights, maySignIn } from '../../../src/domain/principal.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import type { OpenStore } from '../storage-contract.ts';
import { isSignedIn, passkey, personId, session, signIn } from './identity-samples.ts';
import { ACME, clientId, contextAt, fill, hashOf, idOf, NOW, person } from './samples.ts';

const HOUR = 3_600_000;
const SOMEBODY = personId(1);

/** How somebody who has all rights loses some of them. */
const LOSSES: Readonly<Record<string, PersonChanges>> = {
  suspended: { state: 'SUSPENDED' },
  'an administrator': { role: 'administrator' },
  'a member': { role: 'member' },
  'no member of the Security group': { securityGroup: false },
};

export function describeSessions(open: OpenStore): void {
  const openWith = async (changes: Partial<Person> = { role: 'owner', securityGroup: true }): Promise<Storage> => {
    const storage = await open();
    await fill(storage, { people: [person(0, { role: 'owner' }), person(1, changes), person(2, { role: 'owner' })] });
    return storage;
  };

  describe('a session', () => {
    test('is found until its end, with its principal as they are now', async () => {
      const storage = await openWith();
      const quiet = session(1, { userAgent: undefined, address: undefined });
      assert.equal(await storage.startSession(SOMEBODY, quiet, {}, contextAt()), true);
      await storage.updateUser(ACME, idOf(1), { displayName: 'Renamed' }, contextAt(), 'enforced');
      const { hash: _, ...open } = quiet;
      const found = await storage.findSession(hashOf(1), NOW + HOUR - 1);
      assert.deepEqual(found?.session, open);
      assert.equal(found?.principal.kind === 'person' && found.principal.person.displayName, 'Renamed');
      assert.equal(await storage.findSession(hashOf(1), NOW + HOUR), undefined);
      assert.equal(await storage.findSession(hashOf(2), NOW), undefined);
    });

    test('begins for nobody who may not sign in', async () => {
      for (const changes of [{ role: 'owner', state: 'SUSPENDED' }, { role: 'member' }] as const) {
        const storage = await openWith(changes);
        assert.equal(await signIn(storage, SOMEBODY, 1), false);
        assert.equal(await signIn(storage, personId(9), 1), false);
        assert.equal(await isSignedIn(storage, 1), false);
        assert.deepEqual(await storage.listAudit({ action: 'session.started', limit: 1 }), []);
      }
      assert.equal(await signIn(await openWith({ securityGroup: true }), SOMEBODY, 1), true);
    });

    test('follows another one, which ends', async () => {
      const storage = await openWith();
      await signIn(storage, SOMEBODY, 1);
      const started = await storage.startSession(SOMEBODY, session(2), { replaces: hashOf(1) }, contextAt());
      assert.deepEqual([started, await isSignedIn(storage, 1), await isSignedIn(storage, 2)], [true, false, true]);
      await storage.startSession(personId(0), session(3), { replaces: hashOf(2) }, contextAt());
      assert.deepEqual([await isSignedIn(storage, 2), await isSignedIn(storage, 3)], [false, true]);
      await storage.startSession(personId(0), session(4), { replaces: hashOf(3) }, contextAt(NOW + HOUR));
      const entries = await storage.listAudit({ limit: 4 });
      assert.deepEqual(
        entries.map(({ action, subject }) => [action, subject]),
        [
          ['session.started', idOf(0)],
          ['session.started', idOf(0)],
          ['session.renewed', idOf(1)],
          ['session.started', idOf(1)],
        ],
      );
    });

    test('is listed, newest first, and ended by whose it is', async () => {
      const storage = await openWith();
      for (const number of [1, 2, 3]) {
        const later = session(number, { startedAt: NOW + number, expiresAt: NOW + number * HOUR });
        await storage.startSession(SOMEBODY, later, {}, contextAt());
      }
      await signIn(storage, personId(0), 4);
      const ids = async (now: number) => (await storage.listSessions(SOMEBODY, now)).map(({ id }) => id);
      assert.deepEqual(await ids(NOW), [3, 2, 1].map(clientId));
      assert.deepEqual(await ids(NOW + 2 * HOUR), [clientId(3)]);
      assert.equal(await storage.endSession(personId(0), clientId(2), contextAt()), false);
      assert.equal(await storage.endSession(SOMEBODY, clientId(1), contextAt(NOW + HOUR)), false, 'over already');
      assert.equal(await storage.endSession(SOMEBODY, clientId(2), contextAt()), true);
      assert.equal(await storage.endSession(SOMEBODY, clientId(2), contextAt()), false);
      assert.deepEqual(await ids(NOW), [3, 1].map(clientId));
      assert.equal(await storage.endSessions(SOMEBODY, contextAt()), 2);
      assert.equal(await storage.endSessions(SOMEBODY, contextAt()), 0);
      assert.deepEqual(await ids(NOW), []);
      assert.equal(await isSignedIn(storage, 4), true);
      assert.equal((await storage.listAudit({ action: 'session.ended', limit: 9 })).length, 2);
    });

    test('is swept with what else is over', async () => {
      const storage = await openWith();
      await signIn(storage, SOMEBODY, 1);
      await storage.createInvite({ hash: hashOf(1), principal: SOMEBODY, expiresAt: NOW + HOUR }, contextAt());
      assert.equal(await storage.spend(hashOf(1), NOW + HOUR), true);
      assert.equal(await storage.spend(hashOf(1), NOW + HOUR), false);
      await storage.sweepTokens(NOW + HOUR);
      assert.equal(await storage.spend(hashOf(1), NOW + HOUR), false);
      assert.equal(await isSignedIn(storage, 1), true);
      await storage.sweepTokens(NOW + HOUR + 1);
      assert.equal(await storage.spend(hashOf(1), NOW + HOUR), true);
      assert.equal(await isSignedIn(storage, 1), false);
      assert.equal(await storage.findInvite(hashOf(1), NOW), undefined);
    });

    test('what is good once is spent by one of many at once', async () => {
      const storage = await open();
      const tries = await Promise.all(Array.from({ length: 8 }, () => storage.spend(hashOf(9), NOW)));
      assert.equal(tries.filter(Boolean).length, 1);
    });
  });

  describe('whoever is signed in', () => {
    for (const [name, changes] of Object.entries(LOSSES)) {
      test(`is not any more when they become ${name}, and is not again when that is undone`, async () => {
        for (const change of [
          (storage: Storage) => storage.updateUser(ACME, idOf(1), changes, contextAt(), 'enforced'),
          (storage: Storage) =>
            fill(storage, { people: [person(1, { role: 'owner', securityGroup: true, ...definedOf(changes) })] }),
        ]) {
          const storage = await openWith();
          await storage.addPasskey(SOMEBODY, passkey(1), contextAt());
          await signIn(storage, SOMEBODY, 1);
          await signIn(storage, personId(0), 2);
          await change(storage);
          assert.equal(await isSignedIn(storage, 1), false);
          await fill(storage, { people: [person(1, { role: 'owner', securityGroup: true })] });
          assert.deepEqual(await storage.listSessions(SOMEBODY, NOW), []);
          assert.equal(await isSignedIn(storage, 1), false);
          assert.equal(await isSignedIn(storage, 2), true, 'nobody else');
          assert.equal((await storage.listPasskeys(SOMEBODY)).length, 1, 'their passkey stays');
        }
      });
    }

    test('is not any more by exactly those changes that take rights away', async () => {
      const all = ROLES.flatMap((role) =>
        USER_STATES.flatMap((state) => [true, false].map((securityGroup) => ({ role, state, securityGroup }))),
      );
      const before = all.flatMap((from) => all.map((to) => ({ from, to })));
      const now = before.map(({ from }, number) => person(number, from));
      const next = before.map(({ to }, number) => person(number, to));
      const owner = person(999, { role: 'owner' });
      for (const change of [
        (storage: Storage) => fill(storage, { people: next }),
        async (storage: Storage) => {
          for (const { id, role, state, securityGroup } of next) {
            await storage.updateUser(ACME, id, { role, state, securityGroup }, contextAt(), 'waived');
          }
        },
      ]) {
        const storage = await open();
        await fill(storage, { people: [owner, ...now] });
        const began = await Promise.all(now.map((_, number) => signIn(storage, personId(number), number + 1)));
        await change(storage);
        const account = await storage.findAccount(ACME);
        assert.ok(account);
        for (const [number, { from, to }] of before.entries()) {
          assert.equal(began[number], maySignIn({ kind: 'person', account, person: person(number, from) }));
          const stays = began[number] && !losesRights(person(number, from), person(number, to));
          assert.equal(await isSignedIn(storage, number + 1), stays, JSON.stringify({ from, to }));
        }
      }
    });

    test('is not any more when they are suspended by the verb, and is not again when that is undone', async () => {
      const storage = await openWith();
      await signIn(storage, SOMEBODY, 1);
      await storage.suspendUser(ACME, idOf(1), contextAt());
      assert.equal(await isSignedIn(storage, 1), false);
      await storage.reactivateUser(ACME, idOf(1), contextAt());
      assert.equal(await isSignedIn(storage, 1), false);
    });

    test('stays so when they gain rights, or what else is known of them changes', async () => {
      const storage = await openWith({ role: 'administrator' });
      await signIn(storage, SOMEBODY, 1);
      const gains = { role: 'owner', securityGroup: true, displayName: 'Else', email: 'else@example.com' } as const;
      await storage.updateUser(ACME, idOf(1), gains, contextAt(), 'enforced');
      await fill(storage, { people: [person(1, { ...gains, displayName: 'Again' })] });
      assert.equal(await isSignedIn(storage, 1), true);
    });

    test('leaves nothing behind when they are removed, for whoever gets their id', async () => {
      const storage = await openWith();
      await storage.addPasskey(SOMEBODY, passkey(1), contextAt());
      await signIn(storage, SOMEBODY, 1);
      await storage.createInvite({ hash: hashOf(1), principal: SOMEBODY, expiresAt: NOW + HOUR }, contextAt());
      await storage.deleteUser(ACME, idOf(1), contextAt(), 'enforced');
      assert.equal(await storage.findPrincipal(SOMEBODY), undefined);
      await storage.createUser(ACME, person(1, { role: 'owner' }), contextAt());
      assert.equal(await isSignedIn(storage, 1), false);
      assert.equal(await storage.findInvite(hashOf(1), NOW), undefined);
      assert.equal(await storage.findPasskey('credential-1'), undefined);
    });

    test('is never so after a suspension, however the two meet', async () => {
      const storage = await openWith();
      for (let round = 0; round < 30; round++) {
        const numbers = [1, 2, 3, 4].map((number) => round * 4 + number);
        const signIns = numbers.map((number) => signIn(storage, SOMEBODY, number));
        await Promise.all([...signIns, storage.suspendUser(ACME, idOf(1), contextAt())]);
        await storage.reactivateUser(ACME, idOf(1), contextAt());
        const left = await storage.listSessions(SOMEBODY, NOW);
        assert.deepEqual(left, [], `round ${round}`);
      }
    });
  });
}

function definedOf(changes: PersonChanges): Partial<Person> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
