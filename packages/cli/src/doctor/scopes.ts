import { isScope, SCOPE_TITLES, SCOPES, type Scope } from '@rollcall/contract';
import type { Evidence } from './evidence.ts';
import { type Check, failed, ok, skipped, warning } from './finding.ts';
import { type Answer, NoAnswer } from './requests.ts';

/** What the application may do. */
export const scopes: Check = {
  name: 'scopes',
  needs: ['token', 'account'],
  async run(evidence) {
    const held = await findScopes(evidence);
    const having = SCOPES.filter((scope) => held.get(scope) === true);
    const lacking = SCOPES.filter((scope) => held.get(scope) === false);
    const unclear = SCOPES.filter((scope) => !held.has(scope));
    const untold = unclear.length === 0 ? '' : `; not to be told without risk: ${unclear.join(', ')}`;
    if (unclear.length === SCOPES.length) return skipped('the server does not tell');
    const message = (having.length === 0 ? 'none' : having.join(', ')) + untold;
    if (lacking.length === 0) return ok(message);
    const titles = lacking.map((scope) => `${scope} ("${SCOPE_TITLES[scope]}")`);
    const wayOut = `If it is to do that, give the application ${new Intl.ListFormat('en').format(titles)} where it was made.`;
    const needed = evidence.neededScopes.filter((scope) => lacking.includes(scope));
    if (needed.length === 0 && having.length + unclear.length > 0) {
      return warning(`${message}; it lacks ${lacking.join(', ')}`, wayOut);
    }
    return failed(`${message}; it lacks ${lacking.join(', ')}`, wayOut, { credentials: true });
  },
};

/** Scopes that the application has or lacks for certain. */
async function findScopes(evidence: Evidence): Promise<ReadonlyMap<Scope, boolean>> {
  const told = (await evidence.introspection())?.applicationScopes?.filter(isScope);
  if (told !== undefined) return new Map(SCOPES.map((scope) => [scope, told.includes(scope)]));
  const found = new Map<Scope, boolean>();
  const note = async (scope: Scope, ask: () => Promise<Answer>) => {
    const held = await allows(ask, scope === 'list_users' ? 200 : 404);
    if (held !== undefined) found.set(scope, held);
  };
  await note('list_users', evidence.list);
  await note('get_user', evidence.probes.get_user);
  // Nobody may be changed: only somebody who is not there for certain is suspended.
  if (found.get('get_user') !== true) return found;
  await note('suspend_user', evidence.probes.suspend_user);
  await note('reactivate_user', evidence.probes.reactivate_user);
  return found;
}

/** Undefined where the answer does not tell: limits, faults. */
async function allows(ask: () => Promise<Answer>, expected: number): Promise<boolean | undefined> {
  try {
    const { status } = await ask();
    if (status === expected) return true;
    return status === 403 ? false : undefined;
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}
