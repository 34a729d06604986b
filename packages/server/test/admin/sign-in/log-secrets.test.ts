import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Storage } from '../../../src/storage/storage.ts';
import { storageWith } from '../../http/faulty-storage.ts';
import { memoryLog } from '../../http/memory-log.ts';
import { CLIENT_SECRET } from './identity-provider.ts';
import { BASE_URL, type Browser, SignInScene } from './sign-in-scene.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';
import { SsoScene } from './sso-scene.ts';

/** What the browser holds at this moment, and what shows that it does. */
function heldBy({ cookies, csrfToken }: Browser): string[] {
  return [...cookies.values(), ...(csrfToken === undefined ? [] : [csrfToken])];
}

function assertSilent(text: string, secrets: ReadonlySet<string>): void {
  for (const secret of secrets) assert.ok(!text.includes(secret), `the log has ${secret}`);
}

test('no link, cookie, token or code of signing in comes into a log, whether it signs in or not', async () => {
  const { lines, logger } = memoryLog();
  const secrets = new Set<string>([CLIENT_SECRET]);
  const keep = (...more: readonly string[]) => more.forEach((each) => void secrets.add(each));
  await using scene = await SsoScene.open({}, { logger });
  const { signIn } = scene;
  const browser = signIn.browser();
  const authenticator = new SoftwareAuthenticator(BASE_URL);
  const [token, spoilt] = [await signIn.invite(signIn.owner), await signIn.invite(signIn.owner)];
  keep(token, spoilt, ...heldBy(scene.operator));

  await signIn.accept(browser, spoilt, new SoftwareAuthenticator(BASE_URL), { origin: 'https://example.net' });
  keep(...heldBy(browser));
  await signIn.accept(browser, token, authenticator);
  keep(...heldBy(browser));
  await signIn.accept(signIn.browser(), token, authenticator);
  const begun = await browser.call('BeginPasskey');
  keep(begun.json.options.challenge, ...heldBy(browser));
  await browser.call('FinishPasskey', { response: authenticator.get(begun.json.options, { challenge: 'bm9uZQ' }) });
  await signIn.signIn(browser, { principal: signIn.owner, authenticator });
  keep(...heldBy(browser));

  for (const back of [{}, { code: 'made-up-by-somebody' }, { state: 'made-up-by-somebody' }]) {
    const guest = signIn.browser();
    const url = await scene.begin(guest);
    keep(...['state', 'nonce', 'code_challenge'].map((name) => url.searchParams.get(name) ?? ''), ...heldBy(guest));
    const sent = await scene.provider.visit(url.href);
    keep(sent.code ?? '', sent.state ?? '');
    await scene.back(guest, { ...sent, ...back });
    keep(...heldBy(guest));
  }
  keep('made-up-by-somebody');

  assert.ok(secrets.size > 20 && !secrets.has(''), 'there are secrets to look for');
  assert.ok(lines.length > 15, 'there is a log to look through');
  assertSilent(lines.join(''), secrets);
  assertSilent(JSON.stringify(await signIn.storage.listAudit({ limit: 100 })), secrets);
});

test('nor when the store fails with what it was given in its message', async () => {
  const { lines, logger } = memoryLog();
  const secret = 'a'.repeat(43);
  let token = '';
  const findInvite = () => Promise.reject(new Error(`no ${token}, cookie: __Host-rollcall-session=${secret}`));
  const wrapStorage = (storage: Storage) => storageWith(storage, { findInvite });
  await using scene = await SignInScene.open({ logger, wrapStorage });
  token = await scene.invite(scene.owner);
  const answer = await scene.browser().call('BeginInvite', { token });

  assert.equal(answer.status, 500);
  assert.ok(!answer.text.includes(token));
  assert.ok(lines.some((line) => line.includes('cookie: ')));
  assertSilent(lines.join(''), new Set([token, secret]));
});
