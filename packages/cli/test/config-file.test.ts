import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rollcall, startService, temporaryFolder } from './support/rollcall.ts';

describe('the first of flag, environment, config file and default that says something counts', () => {
  const flag = ['--region', 'from-flag'];
  const env = { ROLLCALL_REGION: 'from-environment' };
  const cases = [
    { expected: 'from-flag', args: flag, env, file: true },
    { expected: 'from-environment', args: [], env, file: true },
    { expected: 'from-file', args: [], env: { ROLLCALL_REGION: '' }, file: true },
    { expected: 'local', args: [], env: {}, file: false },
  ];
  for (const { expected, args, env, file } of cases) {
    it(expected, async (context) => {
      const folder = await temporaryFolder(context);
      const path = join(folder, 'rollcall.yaml');
      await writeFile(path, 'region: from-file\n');
      const config = file ? ['--config', path] : [];
      const { line, stop } = await startService(context, ['sandbox', '--http', ...config, ...args], { env });
      assert.equal(line.region, expected);
      assert.equal(await stop(), 0);
    });
  }

  it('a switch of the file is taken back by --no-…', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'c.json'), JSON.stringify({ http: true, strict: true }));
    const plain = await startService(context, ['sandbox', '--config', 'c.json'], { cwd: folder });
    assert.match(plain.line.base_url, /^http:/);
    const secure = await startService(context, ['sandbox', '--config', 'c.json', '--no-http'], { cwd: folder });
    assert.match(secure.line.base_url, /^https:/);
  });

  it('relative paths in the file start at its folder, and ROLLCALL_CONFIG names it', async (context) => {
    const folder = await temporaryFolder(context);
    const path = join(folder, 'rollcall.yaml');
    await writeFile(path, 'data_dir: data\nhttp: true\napi_versions: [v1]\n');
    const { line } = await startService(context, ['serve'], { env: { ROLLCALL_CONFIG: path } });
    assert.equal(line.data_dir, join(folder, 'data'));
  });
});

describe('a config file that cannot be used', () => {
  const cases: readonly (readonly [string, string, number, RegExp])[] = [
    ['an unknown key', 'prot: 8443\n', 2, /there is no setting "prot"\. Did you mean "port"\?/],
    ['a flag instead of a key', 'data-dir: x\n', 2, /there is no setting "data-dir"\. Did you mean "data_dir"\?/],
    ['a wrong value', 'port: eight\n', 2, /port in .*rollcall\.yaml: "eight" is refused\. Allowed: a whole number/],
    ['a mapping as value', 'region: {name: eu}\n', 2, /"region" must be a text, a number, true or false, or a list/],
    ['a list at the top', '- port\n', 2, /a config file is a list of "key: value" lines/],
    ['no YAML', 'port: [1\nregion: "x\n', 2, /rollcall\.yaml, line \d+: /],
    ['a key given twice', 'port: 1\nport: 2\n', 2, /rollcall\.yaml, line \d+: .*unique/i],
    ['config in itself', 'config: other.yaml\n', 2, /there is no setting "config"/],
  ];
  for (const [name, content, exitCode, message] of cases) {
    it(name, async (context) => {
      const folder = await temporaryFolder(context);
      await writeFile(join(folder, 'rollcall.yaml'), content);
      const { code, stderr } = await rollcall(['serve', '--config', 'rollcall.yaml'], { cwd: folder });
      assert.match(stderr, message);
      assert.match(stderr, /^rollcall: [^\n]+\n$/);
      assert.equal(code, exitCode);
    });
  }

  it('is not there', async () => {
    const { code, stderr } = await rollcall(['serve', '--config', '/nowhere/rollcall.yaml']);
    assert.match(stderr, /There is no config file \/nowhere\/rollcall\.yaml/);
    assert.equal(code, 1);
  });
});

describe('an environment variable that is no setting', () => {
  it('is named, with the nearest setting', async (context) => {
    const folder = await temporaryFolder(context);
    const env = { ROLLCALL_PROT: '1', ROLLCALL_AUDIT_LIMIT: '5', ROLLCALL_DEBUG: '0' };
    const { stderr } = await rollcall(['account', 'list', '--data-dir', folder], { env });
    const [warning, failure, ...rest] = stderr.split('\n');
    assert.match(
      warning ?? '',
      /warning: .* ROLLCALL_PROT is no setting and is ignored\. Did you mean "ROLLCALL_PORT"\?/,
    );
    assert.match(failure ?? '', /There is no store in/);
    assert.deepEqual(rest, ['']);
  });
});
