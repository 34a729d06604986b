import { test } from 'node:test';
import type { Person } from '../../../src/domain/directory.ts';
import { assertUser } from '../../service/assertions.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { somebody } from '../../service/service.ts';
import { takesBodiesThatMeanNothing } from '../bodies.ts';
import { movesOnce } from '../idempotence.ts';
import { REACTIVATE_USER, Scene } from '../scene.ts';

provesItsStatus(import.meta.filename);
movesOnce(REACTIVATE_USER, 'ACTIVE', 'user.reactivated');
takesBodiesThatMeanNothing(REACTIVATE_USER);

test('who may be reactivated: everybody but externally managed administrators', async () => {
  await using scene = await Scene.open(REACTIVATE_USER);
  const people: Person[] = [
    { ...somebody(0), role: 'owner' },
    { ...somebody(1), role: 'owner', state: 'SUSPENDED', externallyManaged: true },
    { ...somebody(2), role: 'administrator', state: 'SUSPENDED' },
    { ...somebody(3), role: 'member', state: 'SUSPENDED', externallyManaged: true },
  ];
  const accountId = await scene.service.account(people);
  const token = await scene.service.token(await scene.service.client(accountId));

  for (const person of people.slice(1)) {
    const answer = await scene.call({ accountId, token, userId: person.id });
    assertUser(answer, accountId, { ...person, state: 'ACTIVE' });
  }
});

test('being active already comes before every refusal', async () => {
  await using scene = await Scene.open(REACTIVATE_USER);
  const administrator: Person = { ...somebody(1), role: 'administrator', externallyManaged: true };
  const accountId = await scene.service.account([somebody(0), administrator]);
  const token = await scene.service.token(await scene.service.client(accountId));

  assertUser(await scene.call({ accountId, token, userId: administrator.id }), accountId, administrator);
});
