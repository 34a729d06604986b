import { test } from 'node:test';
import { assertRefusal } from '../../service/assertions.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { knowsOnlyPeopleOfTheAccount, knowsOnlyTheTokensAccount } from '../not-found.ts';
import { REACTIVATE_USER, Scene } from '../scene.ts';

provesItsStatus(import.meta.filename);
knowsOnlyTheTokensAccount(REACTIVATE_USER);
knowsOnlyPeopleOfTheAccount(REACTIVATE_USER);

test('no verb but the two, in these letters', async () => {
  await using scene = await Scene.open(REACTIVATE_USER);
  const verb = REACTIVATE_USER.path('', '').split(':')[1] ?? '';

  for (const unknown of ['', 'delete', verb.toUpperCase(), `${verb}d`, `${verb}:${verb}`, `${verb}/`, `:${verb}`]) {
    const path = `/v1/accounts/${scene.accountId}/users/${scene.member.id}:${unknown}`;
    const answer = await scene.service.call(scene.token, 'POST', path);
    assertRefusal(answer, { status: 404, code: 5, message: 'path_not_found' });
  }
});
