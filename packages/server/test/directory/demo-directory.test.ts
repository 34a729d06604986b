import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import type { DirectoryUser } from '@rollcall/contract/directory-file';
import { importDirectory } from '../../src/directory/import-directory.ts';
import { SANDBOX_CREDENTIALS, seedDemoDirectory } from '../../src/directory/seed-demo-directory.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { CONTEXT, DirectoryStore, NOW } from './directory-store.ts';

const options = { context: CONTEXT, clock: { now: () => NOW }, random: systemRandom };

async function people(): Promise<DirectoryUser[]> {
  const store = new DirectoryStore();
  await seedDemoDirectory(await store.opened, { ...options, credentials: 'fixed' });
  return JSON.parse(await store.export()).accounts[0].users;
}

describe('the demo people', () => {
  test('the sandbox starts alike each time', async () => {
    const stores = [new DirectoryStore(), new DirectoryStore()] as const;
    for (const { opened } of stores) {
      const report = await seedDemoDirectory(await opened, { ...options, credentials: 'fixed' });
      assert.deepEqual(report.firstApplication, {
        accountId: report.firstAccount,
        clientId: SANDBOX_CREDENTIALS.clientId,
        secret: SANDBOX_CREDENTIALS.clientSecret,
      });
      assert.deepEqual(report.warnings, []);
    }
    assert.equal(await stores[0].export(), await stores[1].export());
  });

  test('a server gets credentials of its own, once', async () => {
    const store = new DirectoryStore();
    const first = await seedDemoDirectory(await store.opened, { ...options, credentials: 'random' });
    assert.equal(first.madeSecrets.length, 1);
    assert.equal(first.madeSecrets[0]?.secret, first.firstApplication?.secret);
    assert.notEqual(first.firstApplication?.clientId, SANDBOX_CREDENTIALS.clientId);
    const again = await seedDemoDirectory(await store.opened, { ...options, credentials: 'random' });
    assert.deepEqual(again.madeSecrets, []);
    assert.equal(again.firstApplication?.clientId, first.firstApplication?.clientId);
    assert.equal(again.summary.users.unchanged, first.summary.users.created);
  });

  test('are in a file that keeps every rule, although nobody checks it at a start', async () => {
    const [seeded, imported] = [new DirectoryStore(), new DirectoryStore()];
    await seedDemoDirectory(await seeded.opened, { ...options, credentials: 'fixed' });
    const file = readFileSync(new URL('../../src/directory/demo-directory.json', import.meta.url));
    const client = { client_id: SANDBOX_CREDENTIALS.clientId, client_secret: SANDBOX_CREDENTIALS.clientSecret };
    const { accounts } = JSON.parse(file.toString());
    for (const application of accounts[0].applications) Object.assign(application, client);
    const input = Readable.from([Buffer.from(JSON.stringify({ accounts }))]);
    await importDirectory({ ...options, storage: await imported.opened, input, format: 'json', source: 'demo' });
    assert.equal(await seeded.export(), await imported.export());
  });

  test('hold the awkward ones', async () => {
    const all = await people();
    const names = all.map((person) => person.display_name);
    const some = (what: string, test: (person: DirectoryUser) => boolean, least = 1): void =>
      assert.ok(all.filter(test).length >= least, what);
    assert.ok(all.length >= 55 && all.length <= 65);
    some('active owners', ({ role, state }) => role === 'owner' && state === 'ACTIVE', 2);
    some('a managed administrator', (person) => person.role === 'administrator' && person.externally_managed === true);
    some('suspended people', ({ state }) => state === 'SUSPENDED', 3);
    const scripts = 'Latin Greek Cyrillic Han Hiragana Katakana Hangul Devanagari Thai Ethiopic Arabic Hebrew'.split(
      ' ',
    );
    for (const script of scripts) {
      some(script, ({ display_name }) => new RegExp(`\\p{Script=${script}}`, 'u').test(display_name));
    }
    some('combining marks', ({ display_name }) => display_name !== display_name.normalize('NFC'));
    some('an emoji', ({ display_name }) => /\p{Emoji_Presentation}/u.test(display_name));
    some('an apostrophe', ({ display_name }) => display_name.includes("'"));
    some('one letter', ({ display_name }) => display_name.length === 1);
    some('a very long name', ({ display_name }) => display_name.length > 150);
    assert.ok(new Set(names).size < names.length, 'two people with one name');
    assert.ok(all.every(({ email }) => /@example\.(com|org)$/.test(email)));
  });
});
