import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertUser } from '../service/assertions.ts';
import { AccountModel } from './account-model.ts';
import { arbitraryFounders, arbitraryPeople } from './arbitrary-people.ts';
import { accountOf, type DirectoryModel, noticeChange, type RealDirectory } from './directory-model.ts';
import { ask, move } from './verb-outcome.ts';

type Command = fc.AsyncCommand<DirectoryModel, RealDirectory>;

const hasAccounts = ({ accounts }: Readonly<DirectoryModel>) => accounts.length > 0;
const verbs = fc.constantFrom('suspend' as const, 'reactivate' as const);

/** An account with people and an application. */
export const openAccount = fc
  .record({ founders: arbitraryFounders, automated: fc.nat(9).map((drawn) => drawn === 9) })
  .map(
    ({ founders, automated }): Command => ({
      check: ({ accounts }) => accounts.length < 3,
      run: async (model, { service }) => {
        const id = await service.account(founders, automated ? 'automated' : 'manual');
        const token = await service.token(await service.client(id));
        model.accounts.push(new AccountModel(id, automated, token, founders));
      },
      toString: () => `open an account (automated: ${automated}) of ${JSON.stringify(founders)}`,
    }),
  );

/** New people, while walks are under way. */
export const importPeople = fc
  .record({ account: fc.nat(), people: arbitraryPeople({ minLength: 1, maxLength: 5 }) })
  .map(
    ({ account: number, people }): Command => ({
      check: hasAccounts,
      run: async (model, { service }) => {
        const account = accountOf(model, number);
        const fresh = people.filter(({ id }) => !account.has(id));
        await service.account(fresh, account.automated ? 'automated' : 'manual', account.id);
        account.join(fresh);
        noticeChange(model);
      },
      toString: () => `import ${JSON.stringify(people)} into ${number}`,
    }),
  );

/** Get agrees with the model. */
export const getPerson = fc.tuple(fc.nat(), fc.nat()).map(
  ([number, who]): Command => ({
    check: hasAccounts,
    run: async (model, { service }) => {
      const account = accountOf(model, number);
      const person = account.pick(who);
      const path = `/v1/accounts/${account.id}/users/${person.id}`;
      assertUser(await service.call(account.token, 'GET', path), account.id, person);
    },
    toString: () => `get ${who} of ${number}`,
  }),
);

/** One verb on one person. */
export const movePerson = fc.tuple(fc.nat(), fc.nat(), verbs).map(
  ([number, who, verb]): Command => ({
    check: hasAccounts,
    run: async (model, { service }) => {
      const account = accountOf(model, number);
      const person = account.pick(who);
      const refusal = account.refusal(verb, person);
      assert.equal(await move(service, account, verb, person), refusal);
      account.record(verb, person, refusal);
      noticeChange(model);
    },
    toString: () => `${verb} ${who} of ${number}`,
  }),
);

/** What a verb would answer is asked first; then it is done, or not. Asking leaves no trace in the model. */
export const checkPerson = fc.tuple(fc.nat(), fc.nat(), verbs, fc.boolean()).map(
  ([number, who, verb, goesOn]): Command => ({
    check: hasAccounts,
    run: async (model, { service }) => {
      const account = accountOf(model, number);
      const person = account.pick(who);
      const refusal = account.refusal(verb, person);
      assert.equal(await ask(service, account, verb, person), refusal);
      if (!goesOn) return;
      assert.equal(await move(service, account, verb, person), refusal);
      account.record(verb, person, refusal);
      noticeChange(model);
    },
    toString: () => `check ${verb} of ${who} of ${number}${goesOn ? ', then do it' : ''}`,
  }),
);

/** Everybody suspended at the same instant: who stays is not told, but an owner does. */
export const suspendEverybody = fc.nat().map(
  (number): Command => ({
    check: hasAccounts,
    run: async (model, { service }) => {
      const account = accountOf(model, number);
      const everybody = account.list(undefined);
      const refusals = await Promise.all(everybody.map((person) => move(service, account, 'suspend', person)));
      everybody.forEach((person, index) => {
        const refusal = refusals[index];
        if (refusal !== 'no_owner_remain') assert.equal(refusal, withoutOwners(account).refusal('suspend', person));
        account.record('suspend', person, refusal);
      });
      if (!account.automated) assert.equal(account.activeOwners(), 1);
      noticeChange(model);
    },
    toString: () => `suspend everybody of ${number}`,
  }),
);

/** The account as if there were owners enough. */
function withoutOwners(account: AccountModel): Pick<AccountModel, 'refusal'> {
  return {
    refusal: (verb, person) =>
      account.refusal(verb, { ...person, role: person.role === 'owner' ? 'member' : person.role }),
  };
}
