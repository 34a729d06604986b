import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  ADMIN_OPERATIONS,
  type AdminOperation,
  type AdminOperationId,
  FRESH_SECONDS,
  KEY_PERMISSIONS,
} from '@rollcall/contract/admin';
import { Administration } from './administration.ts';
import { OPERATION_CASES } from './operation-cases.ts';

let admin: Administration;
let accountId: string;
before(async () => {
  admin = await Administration.start();
  accountId = await admin.service.account([{}]);
});
after(() => admin[Symbol.asyncDispose]());

const fresh = (ADMIN_OPERATIONS as readonly AdminOperation[]).filter((operation) => operation.fresh);

/** What hands out or takes away the means to act, and what the server is told to trust. */
const WANTED = [
  ...['AddSecret', 'BeginRegistration', 'CreateApplication', 'CreateKey', 'DeleteSingleSignOn', 'FinishRegistration'],
  ...['InvitePerson', 'RemovePasskey', 'RotateSecret', 'SetSingleSignOn'],
];

test('a new proof is wanted where secrets are shown, and where somebody gets a way in', () => {
  assert.deepEqual(fresh.map(({ id }) => id).sort(), WANTED);
});

for (const operation of fresh) {
  const id = operation.id as AdminOperationId; // the ids of the list itself
  const { occasion, reason } = OPERATION_CASES[id];

  describe(id, () => {
    test('is refused to a session whose last proof is older than five minutes, and nothing changes', async () => {
      const browser = await admin.operator();
      const { params, ...request } = await occasion({ admin, accountId, who: browser });
      admin.service.clock.advance(FRESH_SECONDS);
      const newest = await admin.storage.newestAudit();
      admin.service.clock.advance(1);
      const answer = await admin.call(browser, id, params, request);
      assert.deepEqual([answer.status, answer.json?.message], [403, 'reauthentication_required'], answer.text);
      assert.equal(await admin.storage.newestAudit(), newest);
    });

    test('is done up to the last second of them', async () => {
      const browser = await admin.operator();
      const { params, ...request } = await occasion({ admin, accountId, who: browser });
      admin.service.clock.advance(FRESH_SECONDS);
      const answer = await admin.call(browser, id, params, request);
      assert.equal(reason === undefined ? answer.status : answer.json.message, reason ?? operation.success.status);
    });

    test('a key proves itself each time', { skip: operation.needs === 'session' }, async () => {
      const key = await admin.key(undefined, KEY_PERMISSIONS);
      const { params, ...request } = await occasion({ admin, accountId, who: key });
      admin.service.clock.advance(FRESH_SECONDS + 1);
      const answer = await admin.call(key, id, params, request);
      // Keys make no keys, whatever they may.
      const wanted = operation.needs === 'keys.write' ? 'permission_denied' : reason;
      assert.equal(wanted === undefined ? answer.status : answer.json.message, wanted ?? operation.success.status);
    });
  });
}
