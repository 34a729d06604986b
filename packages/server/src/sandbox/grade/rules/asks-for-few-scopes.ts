import { OPERATIONS, type Scope } from '@rollcall/contract';
import { note, notObserved, passed, type Rule, warning } from '../rule.ts';

const SCOPE_OF: ReadonlyMap<string, Scope> = new Map(
  OPERATIONS.flatMap((operation) => (operation.kind === 'users' ? [[operation.id, operation.scope]] : [])),
);

export const asksForFewScopes: Rule = {
  id: 'asks-for-few-scopes',
  title: 'Has no more scopes than it uses',
  why: 'Whoever gets hold of the secret can do whatever the application may do.',
  judge({ requests, facts: { applications = [] } }) {
    const sentences: string[] = [];
    const evidence = [];
    let used = 0;
    for (const { clientId, scopes } of applications) {
      const own = requests.filter((each) => each.client_id === clientId && SCOPE_OF.has(each.operation));
      const [first] = own;
      if (first === undefined) continue;
      used += 1;
      const needed = new Set(own.map(({ operation }) => SCOPE_OF.get(operation)));
      const spare = scopes.filter((scope) => !needed.has(scope));
      if (spare.length === 0) continue;
      sentences.push(`The application ${clientId} may ${spare.join(', ')} and never did.`);
      evidence.push(note(first, `a call of the application with ${[...needed].join(', ')}`));
    }
    if (used === 0) return notObserved('Which scopes the application has is not known, or it made no call.');
    if (sentences.length === 0) return passed('Every scope of the application was used.');
    return warning(
      sentences.join(' '),
      'Ask the owner of the account for the scopes that the integration uses, and no others.',
      evidence,
    );
  },
};
