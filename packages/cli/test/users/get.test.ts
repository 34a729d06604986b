import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { changesBody } from '../../../client/test/support/faults.ts';
import { CAST, crowd, startScene } from './people-scene.ts';

const GET = ['users', 'get'];
const LISTED = /\/users\?/;

describe('users get', () => {
  it('prints the fields of one person, found by id or by address in any case', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const id = await scene.idOf('lin');
    const byId = await scene.rollcall([...GET, id]);
    assert.match(
      byId.stdout,
      new RegExp(`^Id: +${id}\nState: +ACTIVE\nCreated: .*\nEmail: +lin@example.com\nName: +林美玲\n$`),
    );
    const byEmail = await scene.rollcall([...GET, 'LIN@Example.com', '--output', 'json']);
    assert.equal(JSON.parse(byEmail.stdout).id, id);
    assert.deepEqual([byId.code, byEmail.code, byEmail.stderr], [0, 0, '']);
  });

  it('prints many in the order they are named, each once, and names who is not there', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const id = await scene.idOf('lin');
    const words = ['zoe@example.com', id, 'lin@example.com', 'who@example.com', 'A'.repeat(26)];
    const { code, stdout, stderr } = await scene.rollcall([...GET, ...words, '--output', 'ndjson']);
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).email);
    assert.deepEqual(names, ['zoe@example.com', 'lin@example.com']);
    assert.equal(code, 3);
    assert.match(
      stderr,
      /^rollcall: who@example\.com: Nobody .*\nrollcall: A{26}: There is no such user in this account\..*\n$/,
    );
    const table = await scene.rollcall([...GET, id, 'zoe@example.com', '--columns', 'email,state']);
    assert.match(table.stdout, /^EMAIL +STATE\nlin@example\.com +ACTIVE\nzoe@example\.com +ACTIVE\n$/);
  });

  it('goes over the list once, no further than it has to, and takes nobody of two', async (context) => {
    const scene = await startScene(context, { people: crowd(2500) });
    await scene.rollcall([...GET, 'p3@example.com', 'p7@example.com']);
    assert.equal(scene.proxy.count(LISTED), 1);
    const twin = { id: 'B'.repeat(26), email: 'P3@example.com', display_name: 'Twin', state: 'ACTIVE' };
    const twice = (body: Record<string, unknown>) => ({ ...body, results: [...[body.results].flat(), twin] });
    scene.proxy.inject(changesBody(twice), { path: LISTED });
    const { code, stderr } = await scene.rollcall(['users', 'suspend', 'p3@example.com']);
    assert.match(stderr, /^Ambiguous 1\.\n {2}ambiguous \(1\): Several people have .* id: [A-Z2-7]{26}, B{26}\.\n$/);
    assert.deepEqual([code, scene.proxy.count(/:suspend/)], [3, 0]);
  });

  it('reads a file, and keeps an array around one person from it', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const file = join(scene.folder, 'people.txt');
    await writeFile(file, '# leavers\n\nlin@example.com  # yes, her\n');
    const { stdout } = await scene.rollcall([...GET, '--file', file, '--output', 'json']);
    assert.deepEqual(
      JSON.parse(stdout).map(({ email }: { email: string }) => email),
      ['lin@example.com'],
    );
  });

  it('says which scope it lacks, and needs none for what it does not do', async (context) => {
    const scene = await startScene(context, { people: CAST, scopes: ['get_user'] });
    const byEmail = await scene.rollcall([...GET, 'lin@example.com']);
    assert.equal(byEmail.code, 4);
    assert.match(byEmail.stderr, /needs the scope list_users\. Add it, or name them by id\.\n$/);
    assert.match((await scene.rollcall([...GET, await scene.idOf('lin')])).stdout, /林美玲/);
  });

  it('refuses what names nobody', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const none = await scene.rollcall(GET);
    assert.match(none.stderr, /^rollcall: Name somebody: /);
    const word = await scene.rollcall([...GET, 'lin']);
    assert.match(word.stderr, /^rollcall: USER: "lin" is refused\. Allowed: a user id/);
    assert.deepEqual([none.code, word.code], [2, 2]);
    assert.equal(scene.proxy.seen.length, 0);
  });
});
