import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ADMIN_OPERATIONS, type AdminOperation, type AdminOperationId } from '@rollcall/contract/admin';
import { Administration } from './administration.ts';
import { type Accounts, type Asking, askingAs, CALLER_KINDS } from './callers.ts';
import { OPERATION_CASES, type OperationCase } from './operation-cases.ts';

let accounts: Accounts;
before(async () => {
  const admin = await Administration.start();
  // An owner each, so that nobody who asks is the last one.
  accounts = { admin, accountId: await admin.service.account([{}]), otherId: await admin.service.account([{}]) };
});
after(() => accounts.admin[Symbol.asyncDispose]());

const OPERATIONS: readonly AdminOperation[] = ADMIN_OPERATIONS;

test('every operation has a case, and there is no other', () => {
  assert.deepEqual(Object.keys(OPERATION_CASES).sort(), OPERATIONS.map(({ id }) => id).sort());
});

for (const operation of OPERATIONS) {
  const id = operation.id as AdminOperationId; // the ids of the list itself
  describe(`${id} (needs ${operation.needs})`, () => {
    // The guard against guessing hears of every attempt.
    before(() => accounts.admin.service.clock.advance(61));

    for (const kind of CALLER_KINDS) {
      test(`asked for by ${kind}`, async () => {
        const { admin, accountId } = accounts;
        const asking = await askingAs(kind, accounts, operation);
        const operationCase = OPERATION_CASES[id];
        const occasion = await operationCase.occasion({ admin, accountId, who: asking.who });
        const expected = refusalOf(operation, operationCase, asking, accountId);
        const newest = await admin.storage.newestAudit();

        const answer = await admin.call(asking.who, id, occasion.params, occasion);

        if (expected === undefined) {
          const { reason } = operationCase;
          const isEmpty = operation.empty !== undefined && asking.kind !== 'session';
          const wanted = reason ?? (isEmpty ? 204 : operation.success.status);
          assert.equal(reason === undefined ? answer.status : answer.json.message, wanted, answer.text);
        } else {
          assert.equal(answer.json?.message, expected, answer.text);
          assert.equal(await admin.storage.newestAudit(), newest, 'nothing was changed');
        }
      });
    }
  });
}

/** What the contract says they are told; undefined where they may. */
function refusalOf(
  { needs, path }: AdminOperation,
  { alsoNeeds }: OperationCase,
  { kind, permissions, accountId }: Asking,
  of: string,
): string | undefined {
  if (needs === 'nothing') return undefined;
  if (kind === 'nobody') return 'unauthenticated';
  if (needs === 'session') return kind === 'session' ? undefined : 'unauthenticated';
  const isForeign = path.includes('{account}') && accountId !== undefined && accountId !== of;
  if (isForeign) return 'not_found';
  const may = [needs, ...(alsoNeeds ? [alsoNeeds] : [])].every((each) => permissions.includes(each));
  return may ? undefined : 'permission_denied';
}
