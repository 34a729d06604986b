import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Cluster } from '@rollcall/test-postgres';
import { listUsers, tokenOf } from './support/call.ts';
import { DEADLINE_MS, rollcall, rollcallJson, startService, temporaryFolder } from './support/rollcall.ts';

const REDIRECT = 'https://partner.example.com/callback';

describe('with a replica', () => {
  let primary: Cluster;
  let replica: Cluster;

  before(async () => {
    // Each says in its log what it was asked.
    primary = await Cluster.start({ replicated: true, settings: { log_statement: 'all' } });
    replica = await primary.startReplica();
  });

  after(async () => {
    await replica.remove();
    await primary.remove();
  });

  it('people are listed and exported from it, and it is asked for nothing else', async (context) => {
    const cwd = await temporaryFolder(context);
    const url = await primary.createDatabase();
    const elsewhere = replica.url(new URL(url).pathname.slice(1)).replace('rollcall@', 'rollcall:hunter2@');
    const env = { ROLLCALL_DATABASE_URL: url, ROLLCALL_DATABASE_REPLICA_URLS: elsewhere };
    const server = await startService(context, ['serve', '--http', '--demo'], { env, cwd });
    const { accounts } = await rollcallJson(['account', 'list'], { env });
    const words = [
      '--account',
      accounts[0].id,
      '--name',
      'Review',
      '--scope',
      'list_users',
      '--redirect-url',
      REDIRECT,
    ];
    const made = await rollcallJson(['application', 'create', ...words], { env });
    const token = await tokenOf(server.line, { clientId: made.client_id, secret: made.client_secret });
    const listed = async () => {
      const { status } = await listUsers(server.line, accounts[0].id, token);
      assert.equal(status, 200);
      return /execute rollcall_page/.test(replica.log());
    };
    for (const deadline = Date.now() + DEADLINE_MS; !(await listed()); ) assert.ok(Date.now() < deadline);
    await server.stop();
    const { stderr } = server.output();
    assert.match(stderr, /"replica":"postgres:\/\/localhost\/\w+","msg":"people are read from a replica"/);
    assert.doesNotMatch(stderr, /hunter2/);

    const { stdout } = await rollcall(['export', '--format', 'csv'], { env, cwd });
    assert.ok(stdout.split('\n').length > 50);
    assert.match(replica.log(), /display_name, state.+ FROM rollcall\.users/);
    assert.doesNotMatch(primary.log(), /display_name, state.+ FROM rollcall\.users/);
    assert.match(primary.log(), /rollcall\.tokens/);
    assert.doesNotMatch(
      replica.log(),
      /rollcall\.(tokens|applications|audit|limit_counts|calls|store|schema_migrations)/,
    );
  });

  it('needs the primary to be named', async (context) => {
    const cwd = await temporaryFolder(context);
    const url = 'postgres://ada:hunter2@127.0.0.1:1/people';
    const { code, stderr } = await rollcall(['serve', '--database-replica-url', url], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /^rollcall: --database-replica-url needs --database-url, the primary .+\.\n$/);
  });
});
