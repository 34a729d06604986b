import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Storage } from '../../../src/storage/storage.ts';
import { storageWith } from '../../http/faulty-storage.ts';
import { assertRefused, BASE_URL, SignInScene } from './sign-in-scene.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';

/** Ids that are none, of every kind JSON has. */
const NO_IDS: readonly unknown[] = [
  '',
  'a\u0000b',
  '\ud800',
  'é',
  'a=',
  'a/b',
  'x'.repeat(1365),
  '__proto__ ',
  null,
  true,
  7,
  ['abcd'],
  { toString: 'abcd' },
];

describe('what no browser answers', () => {
  test('an id that is none is refused, and the store never asked for it', async () => {
    const asked: unknown[] = [];
    const wrapStorage = (storage: Storage) => {
      const findPasskey = (id: string) => {
        asked.push(id);
        return storage.findPasskey(id);
      };
      return storageWith(storage, { findPasskey });
    };
    await using scene = await SignInScene.open({ wrapStorage });
    const { authenticator } = await scene.register(scene.owner);
    const browser = scene.browser();
    const { options } = (await browser.call('BeginPasskey')).json;
    const response = authenticator.get(options);
    for (const id of NO_IDS) {
      assertRefused(await browser.call('FinishPasskey', { response: { ...response, id, rawId: id } }));
    }
    assert.deepEqual(asked, []);
    assert.equal((await browser.call('FinishPasskey', { response })).status, 200, 'its challenge is still good');
  });

  test('parts that are missing, of another type, or named like what every object has', async () => {
    await using scene = await SignInScene.open();
    const { authenticator } = await scene.register(scene.owner);
    const browser = scene.browser();
    const { options } = (await browser.call('BeginPasskey')).json;
    const sound = authenticator.get(options) as { readonly response: object };
    const poisoned = JSON.parse('{"__proto__":{"id":"x","response":{}},"constructor":{"prototype":{"polluted":1}}}');
    const odd: readonly object[] = [
      {},
      poisoned,
      { ...sound, response: null },
      { ...sound, response: 'x' },
      { ...sound, response: [] },
      { ...sound, response: { ...sound.response, clientDataJSON: 7 } },
      { ...sound, response: { ...sound.response, authenticatorData: '' } },
      { ...sound, response: { ...sound.response, userHandle: 7 } },
      { ...sound, response: { ...sound.response, userHandle: Buffer.from('operator/x').toString('base64url') } },
      { ...sound, response: { ...sound.response, signature: null } },
      { ...sound, type: 'password' },
    ];
    for (const response of odd) assertRefused(await browser.call('FinishPasskey', { response }));
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    const token = await scene.invite(scene.owner);
    for (const response of odd) {
      const guest = scene.browser();
      scene.clock.advance(61); // failed attempts are counted
      await guest.call('BeginInvite', { token });
      assertRefused(await guest.call('FinishInvite', { token, response }));
    }
    assert.equal((await scene.accept(scene.browser(), token, new SoftwareAuthenticator(BASE_URL))).status, 200);
  });

  test('what a browser calls itself is cut before it is kept, in the list of browsers too', async () => {
    await using scene = await SignInScene.open();
    const { authenticator } = await scene.register(scene.owner);
    const browser = scene.browser();
    const { options } = (await browser.call('BeginPasskey')).json;
    const headers = { 'user-agent': 'x'.repeat(4000) };
    const response = authenticator.get(options);
    assert.equal((await browser.call('FinishPasskey', { response }, {}, { headers })).status, 200);
    const { json } = await browser.call('ListSessions');
    const current = json.sessions.find((each: { readonly current: boolean }) => each.current);
    assert.equal(current.user_agent, 'x'.repeat(256));
  });
});
