import type { Account, Storage } from '@rollcall/server';
import { Failure } from '../failure.ts';
import type { NamedPerson } from './people-administration.ts';

/** @throws Failure if there is no such account */
export async function requireAccount(storage: Storage, accountId: string): Promise<Account> {
  return (await storage.findAccount(accountId)) ?? noAccount(accountId);
}

export function noAccount(accountId: string): never {
  throw new Failure(`There is no account ${accountId} here. See: rollcall account list.`);
}

export function nobody({ accountId, user }: NamedPerson): never {
  throw new Failure(
    `There is no ${user} in the account ${accountId}. See: rollcall person list --account ${accountId}.`,
  );
}

export function noSecret(clientId: string, secretId: string): never {
  throw new Failure(
    `The application ${clientId} has no secret ${secretId}. See: rollcall application secret list ${clientId}.`,
  );
}

export function noApplication(clientId: string): never {
  throw new Failure(`There is no application ${clientId} here. See: rollcall application list.`);
}
