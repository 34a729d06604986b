import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PROVISIONING_MODES, ROLES } from '../../src/domain/directory.ts';
import { decideTransition, type LifecycleFacts } from '../../src/domain/user-lifecycle.ts';

const facts: fc.Arbitrary<LifecycleFacts> = fc.record({
  person: fc.record({
    state: fc.constantFrom('ACTIVE' as const, 'SUSPENDED' as const),
    role: fc.constantFrom(...ROLES),
    externallyManaged: fc.boolean(),
  }),
  account: fc.record({ provisioning: fc.constantFrom(...PROVISIONING_MODES) }),
  activeOwners: fc.integer({ min: 1, max: 3 }),
});
const targets = fc.constantFrom('ACTIVE' as const, 'SUSPENDED' as const);

test('being there already is never refused, whatever else holds', () => {
  fc.assert(
    fc.property(facts, (given) => {
      assert.deepEqual(decideTransition(given.person.state, given), { kind: 'unchanged' });
    }),
  );
});

test('no allowed change leaves an account without an active owner', () => {
  fc.assert(
    fc.property(facts, targets, (given, target) => {
      const decision = decideTransition(target, given);
      const loses = decision.kind === 'change' && target === 'SUSPENDED' && given.person.role === 'owner';

      assert.ok(given.activeOwners - (loses ? 1 : 0) >= 1);
    }),
  );
});

test('each refusal has its cause', () => {
  const suspend = (person: Partial<LifecycleFacts['person']>, more: Partial<LifecycleFacts> = {}) =>
    decideTransition('SUSPENDED', {
      person: { state: 'ACTIVE', role: 'member', externallyManaged: false, ...person },
      account: { provisioning: 'manual' },
      activeOwners: 1,
      ...more,
    });

  assert.deepEqual(suspend({ role: 'owner' }), { kind: 'refuse', reason: 'no_owner_remain' });
  assert.deepEqual(suspend({ role: 'owner' }, { activeOwners: 2 }), { kind: 'change', state: 'SUSPENDED' });
  assert.deepEqual(suspend({ role: 'administrator', externallyManaged: true }), {
    kind: 'refuse',
    reason: 'externally_managed_user',
  });
  assert.deepEqual(suspend({ externallyManaged: true }), { kind: 'change', state: 'SUSPENDED' });
  assert.deepEqual(suspend({}, { account: { provisioning: 'automated' } }), {
    kind: 'refuse',
    reason: 'automated_provisioning_enabled',
  });
});
