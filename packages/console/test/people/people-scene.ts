import type { Browser } from 'playwright-core';
import type { ConsoleScene, Facts } from '../support/console-scene.ts';
import { Visitor, type VisitorOptions } from '../support/visitor.ts';

export const OLGA = { displayName: 'Olga Owner', role: 'owner' } as const;

/** Somebody of the account, signed in and at its people. */
export async function visitPeople(
  scene: ConsoleScene,
  browser: Browser,
  account: { readonly id: string; readonly people: readonly string[] },
  { as = 0, ...options }: VisitorOptions & { readonly as?: number } = {},
): Promise<Visitor> {
  const visitor = await Visitor.at(browser, options);
  const userId = account.people[as] ?? '';
  await visitor.accept(await scene.invite({ kind: 'person', accountId: account.id, userId }));
  await visitor.page.goto(scene.page(`/accounts/${account.id}/people`));
  await visitor.page.getByRole('table').waitFor();
  return visitor;
}

/** Somebody with much of everything. */
export const LONG: Facts = {
  displayName: 'A name that somebody chose to see what becomes of names that do not come to an end '.repeat(2),
  email: 'a.very.long.address.that.somebody.chose@department.of.long.names.example.com',
  role: 'administrator',
  securityGroup: true,
  externallyManaged: true,
};

/** What the browser notes of an answer that refuses, on its console: no complaint about the page. */
export const isRefusal = (complaint: string): boolean => /status of 4\d\d/.test(complaint);
