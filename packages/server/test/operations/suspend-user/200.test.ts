import { test } from 'node:test';
import type { Person } from '../../../src/domain/directory.ts';
import { assertUser } from '../../service/assertions.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { somebody } from '../../service/service.ts';
import { takesBodiesThatMeanNothing } from '../bodies.ts';
import { movesOnce } from '../idempotence.ts';
import { Scene, SUSPEND_USER } from '../scene.ts';

provesItsStatus(import.meta.filename);
movesOnce(SUSPEND_USER, 'SUSPENDED', 'user.suspended');
takesBodiesThatMeanNothing(SUSPEND_USER);

test('who may be suspended: any owner but the last active one, and anybody externally managed but administrators', async () => {
  await using scene = await Scene.open(SUSPEND_USER);
  const people: Person[] = [
    { ...somebody(0), role: 'owner' },
    { ...somebody(1), role: 'owner', externallyManaged: true },
    { ...somebody(2), role: 'administrator' },
    { ...somebody(3), role: 'member', externallyManaged: true },
  ];
  const accountId = await scene.service.account(people);
  const token = await scene.service.token(await scene.service.client(accountId));

  for (const person of people.slice(1)) {
    const answer = await scene.call({ accountId, token, userId: person.id });
    assertUser(answer, accountId, { ...person, state: 'SUSPENDED' });
  }
});

test('being suspended already comes before every refusal', async () => {
  await using scene = await Scene.open(SUSPEND_USER);
  const people: Person[] = [
    { ...somebody(0), role: 'owner' },
    { ...somebody(1), role: 'owner', state: 'SUSPENDED' },
    { ...somebody(2), role: 'administrator', externallyManaged: true, state: 'SUSPENDED' },
  ];
  const accountId = await scene.service.account(people);
  const token = await scene.service.token(await scene.service.client(accountId));

  for (const person of people.slice(1)) {
    assertUser(await scene.call({ accountId, token, userId: person.id }), accountId, person);
  }
});
