import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../../service/assertions.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { somebody } from '../../service/service.ts';
import { emailsOf, ListScene, people } from '../lists.ts';
import { LIST_USERS } from '../scene.ts';
import { badParameter, refusesUnknownParametersWhereStrict } from '../strictness.ts';

provesItsStatus(import.meta.filename);
refusesUnknownParametersWhereStrict(LIST_USERS);

const BAD_FILTER = refusal('invalid_filter', 'filter', 'must be user.isActive() or user.isSuspended()');
const BAD_SIZE = refusal('invalid_page_size', 'max_page_size', 'must be a whole number of 0 or more');
const BAD_TOKEN = refusal(
  'invalid_page_token',
  'page_token',
  'is not a next_page_token of this account; start without it',
);
const OTHER_FILTER = refusal(
  'invalid_page_token',
  'page_token',
  'belongs to another filter; send the filter of the first page',
);

test('filters other than the two', async () => {
  await using scene = await ListScene.open([somebody(0)]);
  const near = [
    'user.isActive',
    'user.isactive()',
    'USER.isActive()',
    'user.isActive(%20)',
    'isActive()',
    '!user.isActive()',
  ];
  const padded = ['%20user.isActive()', 'user.isActive()%20', '+user.isActive()', 'user.isActive()%00', '%20'];
  const more = ['user.isActive()||user.isSuspended()', 'user.isActive%2528%2529', '%22user.isActive()%22', '%FF'];

  for (const filter of [...near, ...padded, ...more, '('.repeat(4000)]) {
    assertRefusal(await scene.list(`?filter=${filter}`), BAD_FILTER);
  }
  assertProblem(await scene.list('?filter=x', { headers: { accept: 'application/problem+json' } }), BAD_FILTER);
});

test('page sizes that are negative or not whole numbers', async () => {
  await using scene = await ListScene.open([somebody(0)]);

  for (const size of [
    '-1',
    '-0',
    '1.0',
    '1e2',
    '0x10',
    'ten',
    '',
    '%20',
    '+5',
    '5%20',
    'NaN',
    'Infinity',
    '%D9%A3',
    '1,000',
  ]) {
    assertRefusal(await scene.list(`?max_page_size=${size}`), BAD_SIZE);
  }
});

test('the same parameter twice, also under its two names', async () => {
  await using scene = await ListScene.open([somebody(0)]);
  const twice = {
    '?filter=&filter=': badParameter('filter', 'is given twice; send filter once'),
    '?max_page_size=5&x=1&max_page_size=5': badParameter('max_page_size', 'is given twice; send max_page_size once'),
    '?page_token=a&page%5Ftoken=a': badParameter('page_token', 'is given twice; send page_token once'),
    '?max_page_size=5&maxPageSize=5': badParameter('maxPageSize', 'is given twice; send max_page_size once'),
    '?pageToken=&page_token=': badParameter('page_token', 'is given twice; send page_token once'),
  };

  for (const [query, refused] of Object.entries(twice)) assertRefusal(await scene.list(query), refused);
});

test('a strict server refuses the misspellings and names the right spelling', async () => {
  await using scene = await ListScene.open(people(2), { strict: true });

  assertRefusal(await scene.list('?maxPageSize=1'), badParameter('maxPageSize', 'is spelt max_page_size'));
  assertRefusal(await scene.list('?pageToken='), badParameter('pageToken', 'is spelt page_token'));
  const first = await scene.list('?filter=user.isActive()&max_page_size=1&page_token=');
  assert.equal(emailsOf(await scene.list(`?page_token=${first.json.next_page_token}`)).length, 1);
});

describe('page tokens', () => {
  test('of a walk with another filter', async () => {
    await using scene = await ListScene.open(people(6, (index) => ({ state: index > 2 ? 'SUSPENDED' : 'ACTIVE' })));
    const filters = ['', 'user.isActive()', 'user.isSuspended()'];

    for (const filter of filters) {
      const { next_page_token: token } = (await scene.list(`?max_page_size=1&filter=${filter}`)).json;
      for (const other of filters.filter((each) => each !== filter && each !== '')) {
        assertRefusal(await scene.list(`?page_token=${token}&filter=${other}`), OTHER_FILTER);
      }
    }
  });

  test('of another account, and of another server', async () => {
    await using scene = await ListScene.open(people(3));
    await using elsewhere = await ListScene.open([]);
    const neighbours = await scene.service.account(people(3));
    const neighbour = await scene.service.token(await scene.service.client(neighbours));
    await elsewhere.service.account(people(3), 'manual', scene.accountId);
    const remote = await elsewhere.service.token(await elsewhere.service.client(scene.accountId));
    const path = (accountId: string) => `/v1/accounts/${accountId}/users?max_page_size=1`;
    const answers = [
      await scene.service.call(neighbour, 'GET', path(neighbours)),
      await elsewhere.service.call(remote, 'GET', path(scene.accountId)),
    ];

    for (const { json } of answers) assertRefusal(await scene.list(`?page_token=${json.next_page_token}`), BAD_TOKEN);
  });

  test('made up, cut off, drawn out or dressed up', async () => {
    await using scene = await ListScene.open(people(3));
    const { next_page_token: token } = (await scene.list('?max_page_size=1')).json;
    const shorter = Array.from({ length: token.length - 1 }, (_, end) => token.slice(0, end + 1));
    const longer = [
      `${token}A`,
      `${token}AAAA`,
      `${token}=`,
      `${token}==`,
      `${token}%20`,
      `%20${token}`,
      token + token,
    ];
    const madeUp = ['x', '0', '%00', '.', 'A'.repeat(token.length), Buffer.from('{"after":1}').toString('base64url')];

    for (const page of [...shorter, ...longer, ...madeUp, 'A'.repeat(8000)]) {
      assertRefusal(await scene.list(`?page_token=${page}`), BAD_TOKEN);
    }
  });

  test('with any one bit turned over', async () => {
    await using scene = await ListScene.open(people(3));
    const { next_page_token: token } = (await scene.list('?max_page_size=1')).json;
    const forgeries = [...everyFlippedBit(token)];

    assert.equal(new Set(forgeries).size, token.length * 6);
    for (const forgery of forgeries) assertRefusal(await scene.list(`?page_token=${forgery}`), BAD_TOKEN);
  });
});

/** The token with each bit of each of its base64url digits turned over, spare bits of the last digit included. */
function* everyFlippedBit(token: string): Generator<string> {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (const [index, digit] of [...token].entries()) {
    for (let bit = 0; bit < 6; bit += 1) {
      yield token.slice(0, index) + digits.charAt(digits.indexOf(digit) ^ (1 << bit)) + token.slice(index + 1);
    }
  }
}

function refusal(message: ExpectedRefusal['message'], field: string, description: string): ExpectedRefusal {
  return { status: 400, code: 3, message, metadata: { field }, violations: [{ field, description }] };
}
