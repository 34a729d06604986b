import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rollcall, rollcallJson, temporaryFolder } from './support/rollcall.ts';

const ACCOUNT = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIRECTORY = {
  accounts: [
    {
      id: ACCOUNT,
      name: 'Acme',
      provisioning: 'manual',
      users: [
        { email: 'ada@example.com', display_name: 'Ada Lovelace', role: 'owner' },
        { email: 'grace@example.com', display_name: '陳美玲 👩‍🚀', state: 'SUSPENDED' },
      ],
      applications: [
        { name: 'Review', redirect_url: 'https://example.com/', scopes: ['list_users'] },
        { name: 'Known', redirect_url: 'https://example.com/', scopes: ['get_user'], client_secret: 'x'.repeat(43) },
      ],
    },
  ],
};

async function withDirectory(folder: string): Promise<string[]> {
  await writeFile(join(folder, 'directory.json'), JSON.stringify(DIRECTORY));
  return ['--data-dir', join(folder, 'data')];
}

describe('import', () => {
  it('says what it did and tells each made secret once', async (context) => {
    const folder = await temporaryFolder(context);
    const at = await withDirectory(folder);
    const file = join(folder, 'directory.json');
    const first = await rollcallJson(['import', file, ...at]);
    assert.deepEqual(first.users, { created: 2, updated: 0, unchanged: 0 });
    assert.deepEqual(
      first.made_secrets.map(({ name }: { name: string }) => name),
      ['Review'],
    );
    assert.match(first.made_secrets[0].client_secret, /^rcs_/);
    const again = await rollcall(['import', file, ...at]);
    assert.match(again.stdout, /\| users +\| +0 \| +0 \| +2 \|/);
    assert.doesNotMatch(again.stdout, /rcs_/);
    assert.equal(again.code, 0);
  });

  it('reads standard input, in a format that is named', async (context) => {
    const folder = await temporaryFolder(context);
    const at = ['--data-dir', folder];
    await rollcallJson(['account', 'create', '--name', 'Acme', '--id', ACCOUNT, ...at]);
    const input = 'email,display_name,role\nada@example.com,Ada,owner\n';
    const args = ['import', '-', '--format', 'csv', '--account', ACCOUNT, ...at];
    const report = await rollcallJson(args, { input });
    assert.equal(report.users.created, 1);
    assert.equal((await rollcallJson(['account', 'show', ACCOUNT, ...at])).active_users, 1);
  });

  it('stops at a bad row with file, line and field, and imports nothing', async (context) => {
    const folder = await temporaryFolder(context);
    const at = ['--data-dir', join(folder, 'data')];
    await rollcallJson(['account', 'create', '--name', 'Acme', '--id', ACCOUNT, ...at]);
    const file = join(folder, 'people.csv');
    await writeFile(file, 'email,display_name,role\nada@example.com,Ada,owner\nnobody,Nobody,member\n');
    const { code, stdout, stderr } = await rollcall(['import', file, '--account', ACCOUNT, ...at]);
    assert.match(stderr, /^rollcall: .*people\.csv: line 3, field email: [^\n]+ Nothing was imported\.\n$/);
    assert.equal(stdout, '');
    assert.equal(code, 1);
    assert.equal((await rollcallJson(['account', 'show', ACCOUNT, ...at])).active_users, 0);
  });

  it('refuses a file that is not there, or is a folder, and makes no data folder for it', async (context) => {
    const folder = await temporaryFolder(context);
    const cases = [
      ['nowhere.json', /There is no file .*nowhere\.json/],
      ['.', /is not plain from its name/],
    ] as const;
    for (const [file, message] of cases) {
      const { code, stderr } = await rollcall(['import', file], { cwd: folder });
      assert.match(stderr, message);
      assert.notEqual(code, 0);
    }
    const named = await rollcall(['import', folder, '--format', 'json'], { cwd: folder });
    assert.match(named.stderr, /is a folder/);
    assert.deepEqual(await readdir(folder), []);
  });
});

describe('export', () => {
  for (const format of ['json', 'ndjson'] as const) {
    it(`${format} comes back through import as it was, without secrets`, async (context) => {
      const folder = await temporaryFolder(context);
      const at = await withDirectory(folder);
      const made = await rollcallJson(['import', join(folder, 'directory.json'), ...at]);
      const file = join(folder, `out.${format}`);
      const report = await rollcallJson(['export', '--output', file, ...at]);
      assert.deepEqual([report.accounts, report.users, report.applications], [1, 2, 2]);
      const text = await readFile(file, 'utf8');
      assert.ok(!text.includes(made.made_secrets[0].client_secret));
      assert.doesNotMatch(text, /secret|[0-9a-f]{64}/);
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      const second = ['--data-dir', join(folder, 'second')];
      const imported = await rollcallJson(['import', file, ...second]);
      assert.equal(imported.users.created, 2);
      assert.equal(imported.made_secrets.length, 2);
      assert.equal((await rollcall(['export', '--format', format, ...second])).stdout, text);
    });
  }

  it('csv holds the people of an account', async (context) => {
    const folder = await temporaryFolder(context);
    const at = await withDirectory(folder);
    await rollcallJson(['import', join(folder, 'directory.json'), ...at]);
    const { stdout } = await rollcall(['export', '--account', ACCOUNT, '--format', 'csv', ...at]);
    assert.equal(stdout.trim().split('\n').length, 3);
    assert.match(stdout, /陳美玲/);
  });

  it('leaves nothing behind where it cannot write', async (context) => {
    const folder = await temporaryFolder(context);
    const at = await withDirectory(folder);
    await rollcallJson(['import', join(folder, 'directory.json'), ...at]);
    const missing = await rollcall(['export', '--output', join(folder, 'no', 'out.json'), ...at]);
    assert.match(missing.stderr, /^rollcall: There is no folder .*\n$/);
    assert.equal(missing.code, 1);
    const taken = await rollcall(['export', '--output', join(folder, 'data'), ...at]);
    assert.match(taken.stderr, /data is a folder/);
    assert.deepEqual((await readdir(folder)).sort(), ['data', 'directory.json']);
  });

  it('replaces what a link leads to, and writes to a pipe instead of replacing it', async (context) => {
    const folder = await temporaryFolder(context);
    const at = await withDirectory(folder);
    await rollcallJson(['import', join(folder, 'directory.json'), ...at]);
    const { stdout } = await rollcall(['export', ...at]);
    const [file, link, pipe] = [join(folder, 'real.json'), join(folder, 'link.json'), join(folder, 'pipe.json')];
    await writeFile(file, 'before');
    await symlink(file, link);
    await rollcallJson(['export', '--output', link, ...at]);
    assert.ok((await lstat(link)).isSymbolicLink());
    assert.equal(await readFile(file, 'utf8'), stdout);
    execFileSync('mkfifo', [pipe]);
    const [read] = await Promise.all([readFile(pipe, 'utf8'), rollcallJson(['export', '--output', pipe, ...at])]);
    assert.equal(read, stdout);
    assert.ok((await lstat(pipe)).isFIFO());
  });

  it('says that the disk is full', { skip: !existsSync('/dev/full') }, async (context) => {
    const folder = await temporaryFolder(context);
    const at = await withDirectory(folder);
    await rollcallJson(['import', join(folder, 'directory.json'), ...at]);
    const file = await rollcall(['export', '--output', '/dev/full', ...at]);
    assert.match(file.stderr, /^rollcall: The disk is full: \/dev\/full .*\n$/);
    const output = await rollcall(['export', ...at], { stdout: '/dev/full' });
    assert.match(output.stderr, /^rollcall: The disk is full: the output is cut off\..*\n$/);
    assert.deepEqual([file.code, output.code], [1, 1]);
  });

  it('comes back in with the longest texts the command takes', async (context) => {
    const folder = await temporaryFolder(context);
    const at = ['--data-dir', join(folder, 'data')];
    const [name, description] = ['é'.repeat(100), 'ü'.repeat(500)];
    const url = 'https://example.com/'.padEnd(2048, 'x');
    await rollcallJson(['account', 'create', '--name', '名'.repeat(256), '--id', ACCOUNT, ...at]);
    const asked = ['--name', name, '--description', description, '--redirect-url', url, '--scope', 'get_user'];
    await rollcallJson(['application', 'create', '--account', ACCOUNT, ...asked, ...at]);
    const file = join(folder, 'out.json');
    await rollcallJson(['export', '--output', file, ...at]);
    const report = await rollcallJson(['import', file, '--data-dir', join(folder, 'second')]);
    assert.deepEqual([report.accounts.created, report.applications.created], [1, 1]);
  });
});

describe('a folder this user may not look into', () => {
  it('is refused for what it is', { skip: process.getuid?.() === 0 }, async (context) => {
    const folder = await temporaryFolder(context);
    const at = await withDirectory(folder);
    await rollcallJson(['import', join(folder, 'directory.json'), ...at]);
    await chmod(join(folder, 'data'), 0);
    // The folder can be removed again only if it can be looked into.
    const { stderr, code } = await rollcall(['account', 'list', ...at]).finally(() =>
      chmod(join(folder, 'data'), 0o700),
    );
    assert.match(stderr, /may not be written to by this user/);
    assert.equal(code, 1);
  });
});
