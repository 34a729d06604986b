import assert from 'node:assert/strict';
import { it } from 'node:test';
import { listUsers, requestToken, tokenOf } from '../support/call.ts';
import { rollcall, rollcallJson, startService, temporaryFolder } from '../support/rollcall.ts';

const WANTED = ['--name', 'Review', '--scope', 'list_users', '--redirect-url', 'https://partner.example.com/callback'];

it('secrets live side by side, are told apart by who uses them, and end one by one', async (context) => {
  const at = ['--data-dir', await temporaryFolder(context)];
  const server = await startService(context, ['serve', '--http', ...at]);
  const { line } = server;
  const account = await rollcallJson(['account', 'create', '--name', 'Acme', ...at]);
  const made = await rollcallJson(['application', 'create', '--account', account.id, ...WANTED, ...at]);
  const id = made.client_id;
  const status = async (secret: string) => (await requestToken(line, { clientId: id, secret })).status;

  const rotated = await rollcallJson(['application', 'rotate-secret', id, '--keep-old-for', '24h', ...at]);
  const night = ['--label', 'Night run', '--expires', '2999-01-01'];
  const added = await rollcallJson(['application', 'secret', 'add', id, ...night, ...at]);
  const texts = [made.client_secret, rotated.client_secret, added.client_secret];
  for (const secret of texts) assert.equal(await status(secret), 200);
  const { secrets } = await rollcallJson(['application', 'secret', 'list', id, ...at]);
  assert.deepEqual(
    secrets.map((each: { label: string; expire_time?: string }) => [each.label, each.expire_time !== undefined]),
    [
      ['First secret', true],
      [`Rotated on ${secrets[1].create_time.slice(0, 10)}`, false],
      ['Night run', true],
    ],
  );
  assert.equal(secrets[2].expire_time, '2999-01-01T00:00:00Z');

  const token = await tokenOf(line, { clientId: id, secret: added.client_secret });
  await rollcallJson(['application', 'secret', 'revoke', id, added.secret.id, ...at]);
  assert.equal(await status(added.client_secret), 401);
  assert.equal((await listUsers(line, account.id, token)).status, 200);
  const { revoked_tokens } = await rollcallJson(['application', 'revoke-tokens', id, ...at]);
  assert.equal(revoked_tokens, 4);
  assert.equal((await listUsers(line, account.id, token)).status, 401);
  const again = await rollcall(['application', 'secret', 'revoke', id, added.secret.id, ...at]);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /^rollcall: The application \S+ has no secret \S+ See: rollcall application secret list/);

  assert.equal(await server.stop(), 0);
  const shown = await rollcallJson(['application', 'show', id, ...at]);
  const uses = shown.secret_uses.map((use: { secret_id: string; uses: number }) => [use.secret_id, use.uses]);
  assert.deepEqual(new Map(uses), new Map(secrets.slice(0, 2).map((each: { id: string }) => [each.id, 1])));
  const text = await rollcall(['application', 'show', id, ...at]);
  assert.match(text.stdout, /First secret +\| node +\| 127\.0\.0\.1 +\| +1 \|/);
  const { stdout } = await rollcall(['application', 'rotate-secret', id, '--label', 'The only one', ...at]);
  assert.match(stdout, /The other secrets are refused from now on\./);
  const { secrets: left } = await rollcallJson(['application', 'secret', 'list', id, ...at]);
  assert.deepEqual(
    left.map(({ label }: { label: string }) => label),
    ['The only one'],
  );
});

it('what is no time span, and what is past, is refused before anything is done', async (context) => {
  const at = ['--data-dir', await temporaryFolder(context)];
  const id = '7d444840-9dc0-4d1b-b245-5ffdce74fad2';
  const cases = [
    [
      ['rotate-secret', id, '--keep-old-for', '32d'],
      /--keep-old-for: "32d" is refused\. Allowed: a time span up to 31/,
    ],
    [['rotate-secret', id, '--keep-old-for', '0'], /--keep-old-for: "0" is refused/],
    [['secret', 'add', id, '--label', 'x', '--expires', '2020-01-01'], /--expires: 2020-01-01T00:00:00Z is past/],
    [['secret', 'add', id], /--label/],
    [['secret', 'revoke', id, 'nonsense'], /SECRET_ID/],
  ] as const;
  for (const [args, message] of cases) {
    const { code, stderr } = await rollcall(['application', ...args, ...at]);
    assert.match(stderr, message);
    assert.equal(code, 2);
  }
});
