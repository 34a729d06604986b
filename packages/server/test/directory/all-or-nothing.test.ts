import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { DIRECTORY_FORMATS, type DirectoryFormat } from '../../src/directory/directory-format.ts';
import { ACCOUNT, DirectoryStore, fileWith, refusal } from './directory-store.ts';

const PEOPLE = 500;

async function filled(): Promise<{ store: DirectoryStore; files: Record<DirectoryFormat, string> }> {
  const people = Array.from({ length: PEOPLE }, (_, index) => ({
    email: `person${index}@example.com`,
    display_name: `Person ${index}`,
  }));
  const store = new DirectoryStore();
  await store.import(fileWith({}, people));
  const files = {
    json: await store.export('json'),
    csv: await store.export('csv'),
    ndjson: await store.export('ndjson'),
  };
  return { store, files };
}

/** A store that has the account and nothing else. */
async function emptyAccount(): Promise<DirectoryStore> {
  const store = new DirectoryStore();
  await store.import(JSON.stringify({ accounts: [{ id: ACCOUNT, name: 'Acme' }] }));
  return store;
}

describe('all or nothing', () => {
  for (const format of DIRECTORY_FORMATS) {
    test(`${format}: a fault in the last row leaves nothing`, async () => {
      const { files } = await filled();
      const at = files[format].lastIndexOf('@example.com');
      const broken = `${files[format].slice(0, at)}@@${files[format].slice(at)}`;
      const store = await emptyAccount();
      const before = await store.export();
      const error = await refusal(store.import(broken, format));
      assert.equal(error.field, 'email');
      assert.equal(error.line, broken.slice(0, at).split('\n').length);
      assert.equal(await store.export(), before);
      assert.ok(await store.isFree());
    });

    test(`${format}: the same file twice changes nothing`, async () => {
      const { store, files } = await filled();
      const { summary } = await store.import(files[format], format);
      assert.deepEqual(summary.users, { created: 0, updated: 0, unchanged: PEOPLE + 1 });
      assert.equal(await store.export(format), files[format]);
    });

    test(`${format}: an abort leaves nothing`, async () => {
      const { files } = await filled();
      const store = await emptyAccount();
      const before = await store.export();
      const abort = new AbortController();
      const reason = new Error('interrupted');
      const half = Buffer.from(files[format].slice(0, files[format].length / 2));
      const input = new Readable({ read: () => undefined });
      input.push(half);
      // Nothing more comes: the import waits for the input when it is told to stop.
      const onProgress = (): void => void setImmediate(() => abort.abort(reason));
      const importing = store.import('', format, { input, signal: abort.signal, onProgress });
      assert.equal(await refusal(importing), reason);
      assert.equal(await store.export(), before);
      assert.ok(await store.isFree());
      assert.ok(input.destroyed);
    });
  }

  test('an error while reading is passed on', async () => {
    const store = await emptyAccount();
    const fault = new Error('disk on fire');
    const input = new Readable({ read: () => input.destroy(fault) });
    assert.equal(await refusal(store.import('', 'json', { input })), fault);
    assert.ok(await store.isFree());
  });

  test('an account must keep an active owner', async () => {
    const store = new DirectoryStore();
    const error = await refusal(store.import(fileWith({ state: 'SUSPENDED' })));
    assert.equal(error.field, 'users');
    assert.match(error.reason, /active owner/);
    assert.deepEqual(await store.accounts(), []);
  });

  test('progress counts bytes and records', async () => {
    const { files } = await filled();
    const seen: { bytes: number; records: number }[] = [];
    await (await emptyAccount()).import(files.json, 'json', { onProgress: (progress) => seen.push(progress) });
    assert.deepEqual(seen.at(-1), { bytes: Buffer.byteLength(files.json), records: PEOPLE + 2 });
  });
});
