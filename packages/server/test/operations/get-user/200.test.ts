import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Person } from '../../../src/domain/directory.ts';
import { assertUser } from '../../service/assertions.ts';
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

test('names in every script arrive as they are, in both states and every role', async () => {
  await using service = await Service.start();
  const names = [
    'Łukasz Żółć',
    '山田 太郎',
    'فاطمة الزهراء',
    'Zoe\u0308',
    '🦊\u200d💻',
    'a\\b"c/d',
    '\u2028\u2029\u007f',
  ];
  const people: Person[] = names.map((displayName, index) => ({
    ...somebody(index),
    displayName,
    email: `${index}+tag@bücher.example`,
    state: index > 0 && index % 2 === 0 ? 'SUSPENDED' : 'ACTIVE',
  }));
  const account = await service.account(people);
  const token = await service.token(await service.client(account));

  for (const person of people) {
    assertUser(await service.call(token, 'GET', `/v1/accounts/${account}/users/${person.id}`), account, person);
  }
});

test('the operator sees which version of which client called', async () => {
  const service = await Service.start();
  const person = somebody(0);
  const account = await service.account([person]);
  const client = await service.client(account);
  const token = await service.token(client);
  const path = `/v1/accounts/${account}/users/${person.id}`;
  for (const headers of [{ 'user-agent': 'soar/1' }, { 'user-agent': 'soar/1' }, {}]) {
    await service.call(token, 'GET', path, { headers });
  }
  await service.app.close();

  const seen = await service.storage.listCalls(client.clientId);
  assert.deepEqual(seen.map(({ userAgent, calls }) => `${userAgent} ${calls}`).sort(), ['(none) 1', 'soar/1 2']);
  await service.storage.close();
});
