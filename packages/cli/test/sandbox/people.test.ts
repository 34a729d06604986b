import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startScene } from './sandbox-scene.ts';

const NOBODY = 'A'.repeat(26);

describe('rollcall sandbox people', () => {
  it('lists, adds, changes, removes and generates people', async (context) => {
    const { text, json } = await startScene(context, ['--preset', 'one-owner']);
    const made = await json('people', 'create', 'email=ada@example.com', 'display_name=1815', 'role=administrator');
    assert.deepEqual([made.display_name, made.role, made.externally_managed], ['1815', 'administrator', false]);
    const changed = await text('people', 'update', made.id, 'externally_managed=true');
    assert.match(changed, /^Id: +\w{26}\nState: +ACTIVE\nRole: +administrator\nExternal: +true\nCreated: /);
    assert.match(
      await text('people', 'list', '--kind', 'externally_managed', '--output', 'csv'),
      /^id,state,.*\n\w{26},ACTIVE,administrator,true,/,
    );
    assert.equal(await text('people', 'remove', made.id), '');

    assert.equal(await text('people', 'generate', '2500'), '2500 people added, 0 there already.\n');
    assert.deepEqual(await json('people', 'generate', '2500'), { created: 0, updated: 2500 });
    const rows = (await text('people', 'list')).trimEnd().split('\n');
    assert.match(rows[0] ?? '', /^ID +STATE +ROLE +EXTERNAL +CREATED +EMAIL +NAME$/);
    assert.ok(rows.length > 2501, 'every page of them');
    const starts = rows.slice(0, 1000).map((row) => row.indexOf(row.split(/ +/)[5] ?? '?'));
    assert.equal(new Set(starts).size, 1, 'in columns');
    const found = JSON.parse(await text('people', 'list', '--kind', 'owner', '--output', 'json'));
    assert.ok(found.every(({ role }: { role: string }) => role === 'owner'));
  });

  it('refuses what cannot be', async (context) => {
    const { refused } = await startScene(context);
    const create = (...fields: string[]) => ['people', 'create', ...fields];
    const ada = ['email=ada@example.com', 'display_name=Ada'];
    await refused(create(), 1, /email is missing/);
    await refused(create(...ada, 'role=king'), 1, /role must be one of owner, administrator, member/);
    await refused(create(...ada, 'roel=owner'), 1, /roel is not known here \(did you mean role\?\)/);
    await refused(create(...ada, 'externally_managed=maybe'), 1, /externally_managed must be /);
    await refused(create(...ada, 'email=b@example.com'), 2, /email is given twice/);
    await refused(create('ada@example.com'), 2, /FIELD=VALUE: "ada@example\.com" is refused.*role=owner/);
    await refused(create('email=Ingrid.Solberg@example.com', 'display_name=I'), 1, /address of somebody else/i);
    await refused(['people', 'update', NOBODY, 'role=owner'], 1, /has nobody with the id A{26}\. List its people/);
    await refused(['people', 'update', NOBODY], 2, /Nothing to change\. Give one or more fields/);
    await refused(['people', 'remove', NOBODY], 1, /has nobody with the id/);
    await refused(['people', 'remove', 'ada@example.com'], 2, /a user id, 26 characters/);
    await refused(['people', 'generate', '0'], 2, /from 1 to 1000000/);
    await refused(['people', 'list', '--kind', 'king'], 2, /one of member, suspended/);
  });
});

describe('rollcall sandbox snapshot, and reset', () => {
  it('keeps an account, goes back to it, and takes no name twice', async (context) => {
    const { text, json, refused } = await startScene(context);
    assert.equal(await text('snapshot', 'list'), 'There are no snapshots.\n');
    assert.equal(await text('snapshot', 'create', '--name', 'before'), 'Kept as before: 60 people.\n');
    await text('people', 'generate', '10');
    const second = await json('snapshot', 'create');
    assert.deepEqual([second.name, second.active + second.suspended], ['snapshot-1', 70]);
    assert.match(await text('snapshot', 'list'), /\| before +\| \S+Z \|\s+53 \|\s+7 \|\n\| snapshot-1 \|/);
    assert.equal(await text('snapshot', 'restore', 'before'), '');
    assert.equal((await text('people', 'list')).trimEnd().split('\n').length, 61);

    await refused(
      ['snapshot', 'create', '--name', 'before'],
      1,
      /There is a snapshot before already\. Choose another name/,
    );
    await refused(['snapshot', 'create', '--name', 'Be_fore'], 2, /--name: "Be_fore" is refused.*lower-case/);
    await refused(['snapshot', 'restore', 'after'], 1, /no snapshot after\. List its snapshots/);
    await refused(['snapshot', 'remove', '../before'], 2, /NAME: "\.\.\/before" is refused/);
    assert.equal(await text('snapshot', 'remove', 'before'), '');
    await refused(['snapshot', 'restore', 'before'], 1, /no snapshot before/);
    assert.equal(await text('reset'), '');
    assert.deepEqual(await json('snapshot', 'list'), { snapshots: [] });
  });
});

describe('rollcall sandbox cut-over', () => {
  it('sets, shows and clears the end of the preview', async (context) => {
    const { line, text, json, refused } = await startScene(context);
    await refused(['cut-over', 'show'], 1, /The preview lives on\. Set a sunset_time/);
    assert.equal(
      await text('cut-over', 'set', '2027-06-30', '--deprecation', '2027-01-01'),
      'v1beta1 goes away at 2027-06-30T00:00:00.000Z, deprecated since 2027-01-01T00:00:00.000Z.\n',
    );
    await text('clock', 'set', '2027-06-30');
    const gone = await fetch(`${line.base_url}/v1beta1/accounts/${line.account_id}/users`);
    assert.equal(gone.status, 404);
    assert.equal((await json('cut-over', 'show')).sunset_time, '2027-06-30T00:00:00.000Z');
    await refused(
      ['cut-over', 'set', '2027-06-30', '--deprecation', '2028-01-01'],
      1,
      /deprecation_time is after sunset_time/,
    );
    await refused(['cut-over', 'set', 'tomorrow'], 2, /DATE: "tomorrow" is refused/);
    assert.equal(await text('cut-over', 'clear'), '');
    await refused(['cut-over', 'show'], 1, /lives on/);
  });
});
