import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { requestToken } from '../support/call.ts';
import { rollcall, temporaryFolder } from '../support/rollcall.ts';
import { assertRefused, startScene } from './sandbox-scene.ts';

const NOBODY = 'A'.repeat(26);

describe('rollcall sandbox account', () => {
  it('makes, shows, changes, resets and deletes accounts', async (context) => {
    const { line, text, json } = await startScene(context);
    const made = await json(
      'account',
      'create',
      '--name',
      'a test',
      '--preset',
      'one-owner',
      '--frozen',
      '--time',
      '2027-01-01',
    );
    assert.deepEqual([made.name, made.seeded, made.region], ['a test', false, 'local']);
    assert.deepEqual(made.clock, { time: '2027-01-01T00:00:00.000Z', frozen: true });
    const credentials = { clientId: made.client_id, secret: made.client_secret };
    assert.equal((await requestToken(line, credentials)).status, 200, 'it can be called at once');

    const told = await text('account', 'create', '--users', '3', '--random-seed', '7', '--rate-limit-per-minute', '0');
    assert.match(told, /^Name: +Test 2\nBase URL: +http:.*\nAccount id: +\w{26}\nClient id: /);
    assert.match(told, /Client secret: +\S+\nClock: +\S+Z\nLimits: +any number a minute, 6000 an hour\n/);

    const id = made.account_id;
    const changed = await json(
      'account',
      'update',
      '--account',
      id,
      '--strict',
      '--api-versions',
      'v1',
      '--rate-limit-per-hour',
      '9',
    );
    assert.deepEqual([changed.strict, changed.api_versions, changed.limits.per_hour], [true, ['v1'], 9]);
    assert.match(
      await text('account', 'show', '--account', id),
      /Clock: .*\(frozen\)\nLimits: .* 9 an hour\n.* v1 \(strict\)\n/,
    );

    const { accounts } = await json('account', 'list');
    assert.deepEqual(
      accounts.map(({ name }: { name: string }) => name),
      ['Seed', 'a test', 'Test 2'],
    );
    assert.match(await text('account', 'list'), new RegExp(`^\\| ${line.account_id} \\| Seed +\\|`, 'm'));

    assert.equal(await text('account', 'reset', id), '');
    assert.equal((await json('account', 'show', '--account', id)).strict, false, 'as it began');
    assert.equal(await text('account', 'delete', id), '');
    assert.equal(await text('reset'), '');
    assert.equal((await json('account', 'list')).accounts.length, 1);
  });

  it('refuses what cannot be in one line that says what to do', async (context) => {
    const { line, refused } = await startScene(context);
    const folder = await temporaryFolder(context);
    const csv = join(folder, 'people.csv');
    const wrong = join(folder, 'wrong.json');
    await writeFile(csv, 'email,display_name\n');
    await writeFile(wrong, '{"accounts": [{"nmae": "x"}]}');
    await refused(
      ['account', 'delete', line.account_id],
      1,
      /The sandbox started with this account: it stays\. Reset it instead/,
    );
    await refused(['account', 'delete', NOBODY], 1, /There is no account A{26} here\. List the accounts/);
    await refused(['account', 'reset', 'x'], 2, /ACCOUNT: "x" is refused.*rollcall sandbox account list/);
    await refused(['account', 'show', '--account', NOBODY], 1, /There is no account/);
    await refused(['account', 'create', '--preset', 'demo', '--users', '3'], 1, /preset and users exclude each other/);
    await refused(['account', 'create', '--preset', 'two-owners'], 2, /Allowed: one of demo, one-owner, /);
    await refused(['account', 'create', '--random-seed', '3'], 1, /say how many, with users/);
    await refused(['account', 'create', '--region', 'eu'], 1, /region must be one of local/);
    await refused(['account', 'create', '--time', '1969-12-31'], 1, /out of the years 1970 to 9999/);
    await refused(['account', 'create', '--name', 'x\x1b[31m'], 2, /^rollcall: --name: "x\uFFFD\[31m" is refused/);
    await refused(['account', 'create', '--seed', join(folder, 'none.json')], 1, /There is no file .*none\.json/);
    await refused(['account', 'create', '--seed', csv], 1, /people\.csv is no JSON/);
    await refused(['account', 'create', '--seed', wrong], 1, /nmae/);
    await refused(['account', 'update'], 2, /Nothing to change\. Give one or more of --rate-limit-per-minute N/);
  });

  it('says so where no sandbox is', async (context) => {
    const { line } = await startScene(context);
    const list = (url: string) => rollcall(['sandbox', 'account', 'list', '--control-url', url]);
    assertRefused(
      await list('http://127.0.0.1:1'),
      1,
      /No sandbox answers at http:\/\/127\.0\.0\.1:1\. .*rollcall sandbox.*--control-url/,
    );
    assertRefused(
      await list(line.base_url),
      1,
      /What answers at .* is not the controls of a sandbox.* rollcall sandbox prints it/,
    );
    assertRefused(await list('127.0.0.1:9440'), 2, /--control-url: .*such as https?:/);
  });
});

describe('rollcall sandbox application', () => {
  it('makes applications, says what they may do, and removes them', async (context) => {
    const { line, text, json, refused } = await startScene(context);
    const made = await json('application', 'create', '--name', 'Reader', '--scope', 'list_users');
    const credentials = { clientId: made.client_id, secret: made.client_secret };
    assert.deepEqual([made.name, made.scopes], ['Reader', ['list_users']]);
    assert.equal((await requestToken(line, credentials)).status, 200);

    const known = '11111111-2222-4333-8444-555555555555';
    assert.match(
      await text('application', 'create', '--client-id', known, '--client-secret', 'known-to-everyone'),
      /^Client id: +1{8}-.*\nClient secret: +known-to-everyone\nName: +Test\nScopes: +list_users, .*\nCreated: /,
    );
    const changed = await text('application', 'set-scopes', made.client_id, '--scope', 'get_user,list_users');
    assert.match(changed, /Scopes: +list_users, get_user\n/);
    assert.doesNotMatch(changed, /secret/i);
    const { applications } = await json('application', 'list');
    assert.deepEqual(applications.length, 3);
    assert.match(await text('application', 'list'), /\| Reader +\| list_users, get_user +\|/);

    assert.equal(await text('application', 'remove', made.client_id), '');
    assert.equal((await requestToken(line, credentials)).status, 401);
    await refused(
      ['application', 'remove', made.client_id],
      1,
      /no application with the client id .* List its applications/,
    );
    await refused(['application', 'remove', 'x'], 2, /CLIENT_ID: "x" is refused.*rollcall sandbox application list/);
    await refused(['application', 'set-scopes', known, '--scope', 'everything'], 2, /--scope: "everything" is refused/);
    await refused(['application', 'create', '--client-id', known], 1, /1{8}-/);
  });
});
