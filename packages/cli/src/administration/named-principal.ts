import type { Storage } from '@rollcall/server';
import type { Operator, Principal } from '@rollcall/server/domain/principal';
import { Failure, UsageError } from '../failure.ts';
import type { principalOptions } from '../options/admin-options.ts';
import type { ValuesOf } from '../options/option.ts';
import { requireAccount } from './require.ts';

type Named = ValuesOf<typeof principalOptions>;

/**
 * Whom the options name.
 * @throws UsageError unless they name one, Failure if there is no such one
 */
export async function namedPrincipal(storage: Storage, named: Named): Promise<Principal> {
  const operator = operatorNamed(named);
  if (operator !== undefined) return { kind: 'operator', operator: await requireOperator(storage, operator) };
  const { account: accountId = '', user = '' } = named;
  const account = await requireAccount(storage, accountId);
  const person = user.includes('@')
    ? await storage.findPersonByEmail(accountId, user)
    : await storage.findPerson(accountId, user);
  if (person === undefined) throw new Failure(`There is no ${user} in the account ${accountId}. Check the spelling.`);
  return { kind: 'person', account, person };
}

/**
 * The operator that is meant, or undefined where it is a person of an account.
 * @throws UsageError where it is neither, or both
 */
export function operatorNamed({ account, user, operator }: Named): string | undefined {
  if (operator !== undefined && account === undefined && user === undefined) return operator;
  if (operator === undefined && account !== undefined && user !== undefined) return undefined;
  throw new UsageError('Say who is meant: --account with --user for a person, or --operator for an operator.');
}

/** @throws Failure if there is no such operator, or several of the name */
export async function requireOperator(storage: Storage, nameOrId: string): Promise<Operator> {
  const found = await findOperator(storage, nameOrId);
  if (found !== undefined) return found;
  throw new Failure(`There is no operator "${nameOrId}" here. See: rollcall admin operator list.`);
}

/** @throws Failure if several have the name */
export async function findOperator(storage: Storage, nameOrId: string): Promise<Operator | undefined> {
  const operators = await storage.listOperators();
  const byId = operators.find(({ id }) => id === nameOrId.toLowerCase());
  const named = operators.filter(({ name }) => name === nameOrId);
  if (byId === undefined && named.length > 1) {
    throw new Failure(
      `Several operators are called "${nameOrId}". Give the id: rollcall admin operator list shows it.`,
    );
  }
  return byId ?? named[0];
}
