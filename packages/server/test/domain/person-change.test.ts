import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Person, PROVISIONING_MODES, ROLES } from '../../src/domain/directory.ts';
import { decideDeletion, decideUpdate, type PersonChanges, type PersonFacts } from '../../src/domain/person-change.ts';
import { decideTransition } from '../../src/domain/user-lifecycle.ts';

const fields = {
  email: fc.constantFrom('a@example.com', 'A@example.com', 'b@example.com'),
  displayName: fc.constantFrom('A', 'B'),
  role: fc.constantFrom(...ROLES),
  securityGroup: fc.boolean(),
  externallyManaged: fc.boolean(),
  state: fc.constantFrom('ACTIVE' as const, 'SUSPENDED' as const),
};
const changes: fc.Arbitrary<PersonChanges> = fc.record(fields, { requiredKeys: [], noNullPrototype: true });
const facts: fc.Arbitrary<PersonFacts> = fc
  .record({
    person: fc.record({ id: fc.constant('A'), createTime: fc.constant('2024-01-01T00:00:00Z'), ...fields }),
    account: fc.record({ provisioning: fc.constantFrom(...PROVISIONING_MODES) }),
    others: fc.nat(2),
  })
  .map(({ person, account, others }) => ({ person, account, activeOwners: others + (isActiveOwner(person) ? 1 : 0) }));

function isActiveOwner({ role, state }: Person): boolean {
  return role === 'owner' && state === 'ACTIVE';
}

/** What is left out stays. */
function become(person: Person, wanted: PersonChanges): Person {
  return { ...person, ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) };
}

/** How many active owners an account has once a person has become another, or has gone. */
function ownersAfter({ person, activeOwners }: PersonFacts, next: Person | undefined): number {
  return activeOwners - (isActiveOwner(person) ? 1 : 0) + (next !== undefined && isActiveOwner(next) ? 1 : 0);
}

describe('changing and removing people', () => {
  test('an account that has an active owner keeps one, and only its last is refused to go', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const decision = decideDeletion(each, 'enforced');
        const isLast = each.activeOwners > 0 && ownersAfter(each, undefined) === 0;
        assert.equal(decision.kind, isLast ? 'refuse' : 'delete');
        assert.equal(decideDeletion(each, 'waived').kind, 'delete');
      }),
    );
    fc.assert(
      fc.property(facts, changes, (each, wanted) => {
        const decision = decideUpdate(each, wanted, 'enforced');
        if (decision.kind !== 'change' || each.activeOwners === 0) return;
        assert.ok(ownersAfter(each, decision.next) > 0);
      }),
    );
  });

  test('what is refused is refused for a reason that holds', () => {
    fc.assert(
      fc.property(facts, changes, (each, wanted) => {
        const decision = decideUpdate(each, wanted, 'enforced');
        if (decision.kind !== 'refuse') return;
        const { person } = each;
        const transition = decideTransition(wanted.state ?? person.state, each);
        if (transition.kind === 'refuse') return assert.equal(decision.reason, transition.reason);
        assert.equal(decision.reason, 'no_owner_remain');
        assert.equal(ownersAfter(each, become(person, wanted)), 0);
      }),
    );
  });

  test('a change is exactly what was asked for, and names what differs', () => {
    fc.assert(
      fc.property(facts, changes, fc.constantFrom('enforced' as const, 'waived' as const), (each, wanted, rules) => {
        const { person } = each;
        const decision = decideUpdate(each, wanted, rules);
        const next = become(person, wanted);
        if (decision.kind === 'unchanged') assert.deepEqual(next, { ...person });
        if (decision.kind === 'change') {
          assert.deepEqual(decision.next, next);
          const differing = Object.entries(next).filter(([name, value]) => value !== person[name as keyof Person]);
          assert.deepEqual(decision.fields.toSorted(), differing.map(([name]) => name).toSorted());
        }
        assert.ok(rules === 'enforced' || decision.kind !== 'refuse');
      }),
    );
  });

  test('a field that is there but undefined stays', () => {
    const person: Person = {
      id: 'A',
      email: 'a@example.com',
      displayName: 'A',
      state: 'ACTIVE',
      createTime: '2024-01-01T00:00:00Z',
      role: 'member',
      externallyManaged: false,
      securityGroup: false,
    };
    const each = { person, account: { provisioning: 'manual' }, activeOwners: 1 } as const;
    assert.deepEqual(decideUpdate(each, { email: undefined, displayName: 'B' }, 'enforced'), {
      kind: 'change',
      next: { ...person, displayName: 'B' },
      fields: ['displayName'],
    });
  });
});
