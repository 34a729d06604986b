import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Service } from '../service/service.ts';
import type { DirectoryModel } from './directory-model.ts';
import { checkPerson, getPerson, importPeople, movePerson, openAccount, suspendEverybody } from './people-commands.ts';
import { listEverybody, startWalk, step, takeStep } from './walk-commands.ts';

let service: Service;
before(async () => {
  service = await Service.start();
});
after(() => service[Symbol.asyncDispose]());

test('whatever is done in whatever order, the server does as the contract says', { timeout: 60_000 }, async () => {
  const commands = fc.commands(
    [
      openAccount,
      importPeople,
      movePerson,
      checkPerson,
      suspendEverybody,
      getPerson,
      listEverybody,
      startWalk,
      takeStep,
      takeStep,
    ],
    { maxCommands: 50, size: 'max' },
  );

  await fc.assert(
    fc.asyncProperty(commands, async (drawn) => {
      const model: DirectoryModel = { accounts: [], walks: [] };
      await fc.asyncModelRun(() => ({ model, real: { service } }), drawn);
      await assertPromisesKept(model);
    }),
    { numRuns: 20 },
  );
});

/** What holds in the end: walks come to theirs, owners are left, list and model agree, and the audit log is complete. */
async function assertPromisesKept({ accounts, walks }: DirectoryModel): Promise<void> {
  for (const walk of walks) while (!walk.ended) await step(walk, undefined, service);
  for (const account of accounts) {
    assert.ok(account.activeOwners() >= 1);
    const entries = await service.storage.listAudit({ accountId: account.id, limit: 1000 });
    const written = entries
      .filter(({ action }) => action.startsWith('user.'))
      .map(({ action, reason, subject }) => `${action} ${reason ?? 'success'} ${subject}`);
    assert.deepEqual(written.sort(), account.written());
    const counts = { active: account.list('ACTIVE').length, suspended: account.list('SUSPENDED').length };
    assert.deepEqual({ ...(await service.storage.countUsers(account.id)) }, counts);
  }
}
