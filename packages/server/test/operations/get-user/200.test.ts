import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provesItsStatus } from '../../service/proves-status.ts';
import { Service, somebody } from '../../service/service.ts';

provesItsStatus(import.meta.filename);

test('a person is answered with the six fields in their order, and no others', async () => {
  await using service = await Service.start();
  const person = { ...somebody(0), email: 'wendy@example.com', displayName: 'Wendy "W" Appleseed' };
  const account = await service.account([person]);
  const token = await service.token(await service.client(account));

  for (const version of ['v1', 'v1beta1']) {
    const answer = await service.call(token, 'GET', `/${version}/accounts/${account}/users/${person.id}`);

    assert.equal(answer.status, 200);
    assert.equal(
      answer.text,
      JSON.stringify({
        id: person.id,
        email: 'wendy@example.com',
        display_name: 'Wendy "W" Appleseed',
        state: 'ACTIVE',
        create_time: '2024-01-01T00:00:00Z',
        path: `accounts/${account}/users/${person.id}`,
      }),
    );
  }
});
