import { test } from 'node:test';
import { assertRefusal } from '../../service/assertions.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { knowsOnlyPeopleOfTheAccount, knowsOnlyTheTokensAccount } from '../not-found.ts';
import { Scene, SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
knowsOnlyTheTokensAccount(SUSPEND_USER);
knowsOnlyPeopleOfTheAccount(SUSPEND_USER);

test('no verb but the two, in these letters', async () => {
  await using scene = await Scene.open(SUSPEND_USER);
  const verb = SUSPEND_USER.path('', '').split(':')[1] ?? '';

  for (const unknown of ['', 'delete', verb.toUpperCase(), `${verb}d`, `${verb}:${verb}`, `${verb}/`, `:${verb}`]) {
    const path = `/v1/accounts/${scene.accountId}/users/${scene.member.id}:${unknown}`;
    const answer = await scene.service.call(scene.token, 'POST', path);
    assertRefusal(answer, { status: 404, code: 5, message: 'path_not_found' });
  }
});
