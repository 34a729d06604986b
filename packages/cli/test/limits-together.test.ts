import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Cluster } from '@rollcall/test-postgres';
import { listUsers, tokenOf } from './support/call.ts';
import { rollcall, rollcallJson, startService, temporaryFolder } from './support/rollcall.ts';

describe('limits of several servers', () => {
  let cluster: Cluster;
  before(async () => {
    cluster = await Cluster.start();
  });
  after(() => cluster.remove());

  it('are one where the data is in a database', async (context) => {
    const cwd = await temporaryFolder(context);
    const env = { ROLLCALL_DATABASE_URL: await cluster.createDatabase(), ROLLCALL_RATE_LIMIT_PER_MINUTE: '12' };
    const started = [0, 1].map(() => startService(context, ['serve', '--http', '--demo'], { env, cwd }));
    const [one, two] = await Promise.all(started);
    assert.ok(one && two);
    const { accounts } = await rollcallJson(['account', 'list'], { env });
    assert.equal(accounts.length, 1, 'one of them made the demo account');
    const account = await rollcallJson(['account', 'create', '--name', 'Acme'], { env });
    const wanted = ['--account', account.id, '--name', 'Review', '--scope', 'list_users'];
    const redirect = ['--redirect-url', 'https://partner.example.com/callback'];
    const made = await rollcallJson(['application', 'create', ...wanted, ...redirect], { env });
    const token = await tokenOf(one.line, { clientId: made.client_id, secret: made.client_secret });

    const calls = Array.from({ length: 30 }, (_, index) => listUsers((index % 2 ? one : two).line, account.id, token));
    const statuses = (await Promise.all(calls)).map(({ status }) => status);

    assert.equal(statuses.filter((status) => status === 200).length, 12);
    assert.equal(statuses.filter((status) => status === 429).length, 18);
    assert.equal(await one.stop(), 0);
    assert.equal(await two.stop(), 0);
  });

  it('cannot be counted where Redis cannot be reached: the start fails, with a sentence and without the password', async (context) => {
    const cwd = await temporaryFolder(context);
    const env = { ROLLCALL_RATE_LIMIT_URL: 'redis://ada:hunter2@127.0.0.1:1' };
    const { code, stdout, stderr } = await rollcall(['serve', '--http', '--port', '0'], { cwd, env });
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^rollcall: The store of the limits redis:\/\/127\.0\.0\.1:1 cannot be used: .+ Check --rate-limit-url\.\n$/,
    );
    assert.ok(!`${stdout}${stderr}`.includes('hunter2'));
  });
});
