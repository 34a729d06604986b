import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readUserList } from '../../src/users/user-list-file.ts';
import { CAST, startScene } from './people-scene.ts';

const ID = 'MFZWIZTHNBVGW3DOMNXXE4TFON';

/** What a list holds, as it was written. */
async function read(text: string | Uint8Array): Promise<readonly string[]> {
  const words = await readUserList(typeof text === 'string' ? Buffer.from(text) : text, 'people.txt');
  return words.map(({ id, email }) => id ?? email ?? '');
}

describe('a list of people', () => {
  it('has one a line; blank lines and comments count for nothing', async () => {
    assert.deepEqual(await read(`\uFEFF# who left\r\n\r\n${ID}\r\n  Ada@Example.com \t# until May\r\na#b@x.y`), [
      ID,
      'ada@example.com',
      'a#b@x.y',
    ]);
    assert.deepEqual(await read(''), []);
    assert.deepEqual(await read('# nobody\n\n'), []);
  });

  it('may be CSV with a column id or email, as spreadsheets of any country write it', async () => {
    assert.deepEqual(await read(`id,email\n${ID},ada@x.y\n`), [ID]);
    assert.deepEqual(await read('\uFEFF"Name";"Email"\r\n"Lovelace; Ada";ada@x.y\r\n;;\r\n"a\nb";lin@x.y\r\n'), [
      'ada@x.y',
      'lin@x.y',
    ]);
    assert.deepEqual(await read(`EMAIL\tSTATE\nada@x.y\tACTIVE\n`), ['ada@x.y']);
    assert.deepEqual(await read(`email\nada@x.y`), ['ada@x.y']);
    assert.deepEqual(await read(`email\n'+tag@x.y\n'quoted@x.y\n`), ['+tag@x.y', "'quoted@x.y"]);
  });

  it('names every line that names nobody', async () => {
    await assert.rejects(read('# x\nada\nlin@x.y\nmfzw\n'), {
      message: /^people\.txt: line 2: "ada", line 4: "mfzw": not a user id .* Nothing was done\.$/,
    });
    await assert.rejects(read('name,email\n"a\nb",lin@x.y\nc,nobody\n'), { message: /: line 4: "nobody": not / });
    await assert.rejects(read(Array(14).fill('x\u001b[31m').join('\n')), {
      message: /line 10: "x\uFFFD\[31m" and 4 more: /,
    });
    await assert.rejects(read('email,name\nada@x.y,"never closed\n'), { message: /line \d: this is not valid CSV/ });
    await assert.rejects(read(Buffer.from('\uFEFFada@x.y', 'utf16le')), { message: /is not text in UTF-8/ });
  });

  it('in CSV has an id or an address in every row, and one column of each', async () => {
    assert.deepEqual(await read(`id,email\n,Ada@x.y\n${ID},\n`), ['ada@x.y', ID]);
    assert.deepEqual(await read(`"ada@x.y"\n"${ID}"\n`), ['ada@x.y', ID]);
    await assert.rejects(read('id,email,name\n,,Ada\n123,lin@x.y,Lin\n'), {
      message: /: line 2: ",,Ada", line 3: "123": not a user id [^.]*address\. Nothing was done\.$/,
    });
    await assert.rejects(read('email,name,Email\na@x.y,A,b@x.y\n'), { message: /more than one column email/ });
    await assert.rejects(read('mail,name\nada@x.y,Ada\n'), {
      message: /line 1: "mail,name", line 2: "ada@x.y,Ada": .* needs a first line with a column id or email\. Nothing/,
    });
    await assert.rejects(read(Buffer.from('ada@x.y\n', 'utf16le')), { message: /is not text in UTF-8/ });
  });

  it('may be in several files; an empty one is said to be, before any connection', async (context) => {
    const scene = await startScene(context, { people: CAST });
    await writeFile(join(scene.folder, 'a,b.txt'), 'lin@example.com\n');
    await writeFile(join(scene.folder, 'c.txt'), 'zoe@example.com\n');
    await writeFile(join(scene.folder, 'none.txt'), '# nobody\n');
    const empty = ['--file', 'none.txt', '--output', 'json'];
    for (const verb of [['suspend', '--yes'], ['suspend', '--dry-run'], ['get']]) {
      const { code, stdout, stderr } = await scene.rollcall(['users', ...verb, ...empty]);
      assert.deepEqual([code, stdout, stderr], [0, '[]\n', 'The list is empty: nothing was done.\n']);
    }
    const twice = await scene.rollcall(['users', 'get', '--output', 'csv', '--output', 'json', 'ada@example.com']);
    assert.match(twice.stderr, /^rollcall: --output is given twice, with different values\. Give it once\.$/m);
    const json = await scene.rollcall(['users', 'get', '--json', 'ada@example.com']);
    assert.match(json.stderr, /Use --output json\.$/m);
    assert.deepEqual([twice.code, json.code, scene.proxy.seen.length], [2, 2, 0]);
    const both = await scene.rollcall(['users', 'suspend', '--file', 'a,b.txt', '--file', 'c.txt', '--yes']);
    assert.equal(both.stderr, 'Suspended 2.\n');
  });

  it('is read before anything is asked or done', async (context) => {
    const scene = await startScene(context, { people: CAST });
    await writeFile(join(scene.folder, 'bad.txt'), 'lin@example.com\nlin\n');
    const bad = await scene.rollcall(['users', 'suspend', '--file', 'bad.txt', '--yes']);
    assert.match(bad.stderr, /^rollcall: .*bad\.txt: line 2: "lin": not a user id/);
    const missing = await scene.rollcall(['users', 'suspend', '--file', 'none.txt', '--yes']);
    assert.match(missing.stderr, /There is no file .*none\.txt/);
    assert.deepEqual([bad.code, missing.code, scene.proxy.seen.length], [1, 1, 0]);
  });
});
