import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import stringWidth from 'string-width';
import { answers, changesBody, cutsBody, replacesAuthorization } from '../../../client/test/support/faults.ts';
import { BIN, cleanEnvironment, rollcall, startService } from '../support/rollcall.ts';
import { ACCOUNT, CAST, crowd, startScene } from './people-scene.ts';

const LIST = ['users', 'list'];

describe('users list', () => {
  it('prints an aligned table, into a pipe without colours, marks and counts', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const { code, stdout, stderr } = await scene.rollcall(LIST, { env: { FORCE_COLOR: '' } });
    assert.deepEqual([code, stderr], [0, '']);
    assert.doesNotMatch(stdout, /[^\P{Cc}\n]|[\u2066-\u2069]/u);
    const [heading = '', ...rows] = stdout.trimEnd().split('\n');
    assert.equal(heading, 'ID                          STATE      CREATED               EMAIL                NAME');
    const place = heading.indexOf('NAME');
    for (const [index, { display_name }] of CAST.entries()) {
      const row = rows[index] ?? '';
      assert.ok(row.endsWith(`  ${display_name}`), row);
      assert.equal(stringWidth(row.slice(0, -display_name.length)), place);
    }
  });

  it('filters, limits, and says where nobody is left', async (context) => {
    const scene = await startScene(context, { people: crowd(4) });
    const ids = async (...flags: string[]) => {
      const { stdout } = await scene.rollcall([...LIST, '--output', 'csv', '--columns', 'email', ...flags]);
      return stdout.trim().split('\n').slice(1);
    };
    assert.deepEqual(await ids('--active', '--limit', '2'), (await ids()).slice(0, 2));
    assert.equal(scene.proxy.count(/max_page_size=2&/), 1, 'no more is asked for than is printed');
    const twice = await scene.rollcall([...LIST, '--columns', 'email,email']);
    assert.match(twice.stderr, /--columns/);
    assert.equal(twice.code, 2);
    assert.equal((await ids('--active')).length, 5);
    const nobody = await scene.rollcall([...LIST, '--suspended']);
    assert.deepEqual(nobody, { code: 0, stdout: '', stderr: 'There is nobody to list.\n' });
    assert.equal((await scene.rollcall([...LIST, '--suspended', '--output', 'json'])).stdout, '[]\n');
    assert.deepEqual(await ids('--suspended'), []);
    const both = await scene.rollcall([...LIST, '--active'], { env: { ROLLCALL_USERS_SUSPENDED: 'true' } });
    assert.equal(both.code, 2);
    assert.match(both.stderr, /^rollcall: --active and ROLLCALL_USERS_SUSPENDED exclude each other\./);
  });

  it('prints JSON, NDJSON and CSV that other programs read, unknown fields kept', async (context) => {
    const scene = await startScene(context, { people: CAST });
    const newer = (body: Record<string, unknown>) => {
      const results = Array.isArray(body.results) ? body.results : [];
      return { ...body, results: results.map((user) => ({ ...user, shoe_size: 38 })) };
    };
    scene.proxy.inject(changesBody(newer), { path: /\/users\?/, times: Number.POSITIVE_INFINITY });
    const json = JSON.parse((await scene.rollcall([...LIST, '--output', 'json'])).stdout);
    const lines = (await scene.rollcall([...LIST, '--output', 'ndjson'])).stdout.trim().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      json,
    );
    assert.deepEqual([json.length, json[1].display_name, json[1].shoe_size], [CAST.length, '林美玲', 38]);
    const some = await scene.rollcall([...LIST, '--output', 'json', '--columns', 'email,state', '--limit', '1']);
    assert.deepEqual(JSON.parse(some.stdout), [{ email: 'ada@example.com', state: 'ACTIVE' }]);
    const csv = (await scene.rollcall([...LIST, '--output', 'csv'])).stdout;
    assert.match(csv, /^id,email,display_name,state,create_time,path\n/);
    const rows: Record<string, string>[] = parse(csv, { columns: true });
    assert.deepEqual(
      rows.map(({ display_name }) => display_name),
      CAST.map(({ display_name }) => (display_name.startsWith('=') ? `'${display_name}` : display_name)),
    );
  });

  it('ends quietly when its reader has enough, and fetches no more', async (context) => {
    const scene = await startScene(context, { people: crowd(5000) });
    const script = `set -o pipefail; "${process.execPath}" "${BIN}" users list --output ndjson | head -1`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { env: cleanEnvironment(scene.env) });
    assert.equal(JSON.parse(stdout).email, 'ada@example.com');
    assert.equal(stderr, '');
    assert.ok(scene.proxy.count(/\/users\?/) < 5);
  });

  it('does not pass off a part as the whole', async (context) => {
    const scene = await startScene(context, { people: crowd(1500) });
    const now = ['--max-wait', '0'];
    scene.proxy.inject(cutsBody(), { path: /page_token/ });
    const json = await scene.rollcall([...LIST, '--output', 'json', ...now]);
    assert.equal(json.code, 1);
    assert.throws(() => JSON.parse(json.stdout));
    assert.match(
      json.stderr,
      /^rollcall: The list is not complete: it breaks off after 1000 people\.\nrollcall: .+\n$/,
    );
    scene.proxy.inject(answers(429, { 'retry-after': '30' }), { path: /page_token/ });
    assert.equal((await scene.rollcall([...LIST, ...now])).code, 5);
    scene.proxy.inject(answers(503), { path: /\/users\?/ });
    const nothing = await scene.rollcall([...LIST, '--output', 'json', ...now]);
    assert.deepEqual([nothing.code, nothing.stdout], [1, '']);
  });

  it('goes on through a dead token, a rate limit and a cut answer in the middle', async (context) => {
    const scene = await startScene(context, { people: crowd(3500) });
    scene.proxy.inject(replacesAuthorization('Bearer rct_dead'), { path: /page_token/ });
    scene.proxy.inject(answers(429, { 'retry-after': '0' }), { path: /page_token/, nth: 2 });
    scene.proxy.inject(cutsBody(), { path: /page_token/, nth: 4 });
    const { code, stdout } = await scene.rollcall([...LIST, '--output', 'csv', '--columns', 'id']);
    assert.equal(code, 0);
    assert.equal(new Set(stdout.trim().split('\n')).size, 3502);
    assert.equal(scene.proxy.count(/\/token$/), 2);
  });

  it('works over TLS with a CA of its own, and tells refused credentials by 4', async (context) => {
    const { line } = await startService(context, ['sandbox']);
    const { base_url = '', account_id = ACCOUNT, client_id = '', client_secret = '', ca_file = '' } = line;
    const flags = ['--base-url', base_url, '--account', account_id, '--client-id', client_id, '--ca-file', ca_file];
    const listed = await rollcall([...LIST, ...flags, '--client-secret', client_secret]);
    assert.equal(listed.stderr, '');
    assert.match(listed.stdout, /SUSPENDED/);
    assert.equal((await rollcall([...LIST, ...flags, '--client-secret', 'wrong'])).code, 4);
  });
});
