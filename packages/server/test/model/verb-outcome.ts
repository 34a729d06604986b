import type { Person } from '../../src/domain/directory.ts';
import { assertUser } from '../service/assertions.ts';
import type { Service } from '../service/service.ts';
import { type AccountModel, stateAfter, type Verb } from './account-model.ts';

/** The reason of the refusal, or undefined where the answer is the person in the new state. */
export function move(service: Service, account: AccountModel, verb: Verb, person: Person): Promise<string | undefined> {
  return outcome(service, account, 'POST', verb, { ...person, state: stateAfter(verb) });
}

/** The same, without moving anybody. */
export function ask(service: Service, account: AccountModel, verb: Verb, person: Person): Promise<string | undefined> {
  const check = verb === 'suspend' ? 'checkSuspend' : 'checkReactivate';
  return outcome(service, account, 'GET', check, { ...person, state: stateAfter(verb) });
}

async function outcome(
  service: Service,
  account: AccountModel,
  method: 'GET' | 'POST',
  suffix: string,
  expected: Person,
): Promise<string | undefined> {
  const path = `/v1/accounts/${account.id}/users/${expected.id}:${suffix}`;
  const answer = await service.call(account.token, method, path);
  if (answer.status !== 200) return answer.json.message;
  assertUser(answer, account.id, expected);
  return undefined;
}
