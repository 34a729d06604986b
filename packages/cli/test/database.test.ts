import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Cluster } from '@rollcall/test-postgres';
import { listUsers, requestToken, tokenOf } from './support/call.ts';
import { rollcall, rollcallJson, startService, temporaryFolder } from './support/rollcall.ts';

const REDIRECT = ['--redirect-url', 'https://partner.example.com/callback'];
const PEOPLE = 'email,display_name,role\nada@example.com,Ada Lovelace,owner\nlin@example.com,林美玲,member\n';

describe('with the data in PostgreSQL', () => {
  let cluster: Cluster;

  before(async () => {
    cluster = await Cluster.start();
  });

  after(() => cluster.remove());

  it('two servers and the commands work on the same data', async (context) => {
    const folder = await temporaryFolder(context);
    const env = { ROLLCALL_DATABASE_URL: await cluster.createDatabase() };
    const [one, two] = await Promise.all(
      [0, 1].map(() => startService(context, ['serve', '--http'], { env, cwd: folder })),
    );
    assert.ok(one && two);
    assert.match(one.line.database ?? '', /^postgres:\/\/rollcall@localhost\//);
    const account = await rollcallJson(['account', 'create', '--name', 'Acme'], { env });
    const file = join(folder, 'people.csv');
    await writeFile(file, PEOPLE);
    const report = await rollcallJson(['import', file, '--account', account.id], { env });
    assert.equal(report.users.created, 2);
    const wanted = ['--account', account.id, '--name', 'Review', '--scope', 'list_users'];
    const made = await rollcallJson(['application', 'create', ...wanted, ...REDIRECT], { env });
    const credentials = { clientId: made.client_id, secret: made.client_secret };
    const token = await tokenOf(one.line, credentials);
    assert.equal((await listUsers(two.line, account.id, token)).status, 200);
    assert.equal((await rollcallJson(['account', 'show', account.id], { env })).active_users, 2);
    const { entries } = await rollcallJson(['audit', 'list', '--account', account.id], { env });
    assert.equal(entries[0].action, 'token.issued');
    const exported = await rollcall(['export', '--format', 'csv'], { env });
    assert.match(exported.stdout, /林美玲/);
    await rollcallJson(['application', 'delete', made.client_id], { env });
    assert.equal((await listUsers(one.line, account.id, token)).status, 401);
    assert.equal((await requestToken(two.line, credentials)).status, 401);
    assert.equal(await one.stop(), 0);
    assert.equal(await two.stop(), 0);
  });

  it('says what is wrong in a sentence, and the password nowhere', async (context) => {
    const cwd = await temporaryFolder(context);
    const url = 'postgres://ada:hunter2@127.0.0.1:1/people';
    for (const words of [
      ['account', 'list'],
      ['serve', '--http', '--port', '0'],
    ]) {
      const { code, stdout, stderr } = await rollcall([...words, '--database-url', url], { cwd });
      assert.equal(code, 1);
      assert.match(stderr, /^rollcall: The database postgres:\/\/127\.0\.0\.1:1\/people cannot be reached\. .+\n$/);
      assert.ok(!`${stdout}${stderr}`.includes('hunter2'));
    }
  });

  it('is refused with a word for sslmode that nobody knows', async (context) => {
    const cwd = await temporaryFolder(context);
    const url = 'postgres://ada:hunter2@127.0.0.1:1/people?sslmode=verify_full';
    const { code, stdout, stderr } = await rollcall(['account', 'list', '--database-url', url], { cwd });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^rollcall: --database-url: the value is refused\. Allowed: .*sslmode=verify-full\.\n$/);
  });

  it('and a folder as well is refused', async (context) => {
    const cwd = await temporaryFolder(context);
    const both = ['--data-dir', 'data'];
    const env = { ROLLCALL_DATABASE_URL: 'postgres://ada:hunter2@127.0.0.1:1/people' };
    for (const words of [['account', 'list'], ['serve']]) {
      const { code, stderr } = await rollcall([...words, ...both], { env, cwd });
      assert.equal(code, 2);
      assert.match(
        stderr,
        /^rollcall: --data-dir and ROLLCALL_DATABASE_URL exclude each other: the data is in one place\.\n$/,
      );
    }
  });
});

describe('migrate', () => {
  let cluster: Cluster;

  before(async () => {
    cluster = await Cluster.start();
  });

  after(() => cluster.remove());

  it('moves a folder that a server has worked on, and shows counts and digests', async (context) => {
    const folder = await temporaryFolder(context);
    const data = join(folder, 'data');
    const server = await startService(context, ['serve', '--http', '--demo', '--data-dir', data]);
    const to = await cluster.createDatabase();
    const busy = await rollcall(['migrate', '--from', data, '--to', to]);
    assert.equal(busy.code, 1);
    assert.match(
      busy.stderr,
      /^rollcall: The data folder .* is in use by another Rollcall server \(process \d+\)\. .+\n$/,
    );
    await server.stop();
    const { tables, to: shown } = await rollcallJson(['migrate', '--from', data, '--to', `${to}&password=hunter2`]);
    assert.ok(!shown.includes('hunter2'));
    const [, accounts, users] = tables;
    assert.deepEqual([accounts.rows, users.rows > 50], [1, true]);
    assert.match(users.digest, /^[0-9a-f]{64}$/);
    const env = { ROLLCALL_DATABASE_URL: to };
    const before = await rollcallJson(['audit', 'list', '--data-dir', data]);
    assert.deepEqual(await rollcallJson(['audit', 'list'], { env }), before);
    const again = await rollcall(['migrate', '--from', data, '--to', to]);
    assert.match(again.stderr, /holds a Rollcall store already\. Choose an empty database\.\n$/);
    const text = await rollcall(['migrate', '--from', data, '--to', await cluster.createDatabase()]);
    assert.match(text.stdout, /SHA-256 of both sides/);
    assert.match(text.stdout, /Every row is in the database as it is in the folder\./);
  });
});
