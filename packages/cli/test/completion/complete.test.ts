import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { COMMANDS } from '../../src/commands/registry.ts';
import { complete } from '../../src/completion/complete.ts';
import { offerValues } from '../../src/completion/values.ts';
import { choices } from '../../src/options/kinds.ts';
import { rollcall, temporaryFolder } from '../support/rollcall.ts';

const CLIENT = '7d444840-9dc0-4d1b-b245-5ffdce74fad2';

async function words(...given: readonly string[]): Promise<readonly string[] | string> {
  const completion = await complete(given);
  return typeof completion === 'string' ? completion : completion.map(({ word }) => word);
}

describe('completion', () => {
  it('knows every command at its place', async () => {
    for (const { path } of COMMANDS) {
      for (const depth of path.keys()) {
        assert.ok((await words(...path.slice(0, depth), '')).includes(path[depth] ?? ''), path.join(' '));
        assert.ok((await words('help', ...path.slice(0, depth), '')).includes(path[depth] ?? ''), path.join(' '));
      }
    }
  });

  it('knows every flag of every command, and the words of those that have some', async () => {
    for (const { path, load } of COMMANDS) {
      const { options } = await load();
      for (const { flag, kind } of Object.values(options)) {
        assert.ok((await words(...path, '--')).includes(`--${flag}`), `${path.join(' ')} --${flag}`);
        if (kind.placeholder === undefined) {
          assert.ok((await words(...path, '--no-')).includes(`--no-${flag}`));
        } else if (Array.isArray(kind.completion)) {
          assert.deepEqual(await words(...path, `--${flag}`, ''), kind.completion);
        }
      }
    }
  });

  it('does not offer a flag twice unless it makes a list', async () => {
    const offered = await words('application', 'create', '--name', 'x', '--scope=get_user', '--');
    assert.ok(!offered.includes('--name'));
    assert.ok(offered.includes('--scope'));
  });

  it('offers nothing behind the value of nothing that is known, behind --, and behind too many words', async () => {
    assert.deepEqual(await words('serve', '--host', ''), []);
    assert.deepEqual(await words('serve', '--', '--ho'), []);
    assert.deepEqual(await words('completion', 'bash', ''), ['--help']);
    assert.deepEqual(await words('serv', ''), []);
    assert.deepEqual(await words('serve', '--no-such=', ''), await words('serve', ''));
    assert.deepEqual(await words('-'), ['--help', '--version']);
  });

  it('looks up names that change, and leaves out what a shell would not read as it stands', async () => {
    const kind = { ...choices('NAME', ['x']), list: false, completion: async () => ['ab', 'a b', 'a$(b)', 'b'] };
    assert.deepEqual(await offerValues(kind, 'a', '--profile='), [{ word: '--profile=ab', description: '' }]);
  });

  it('answers whatever is written: each word begins with what stands there', async () => {
    const word = fc.oneof(
      fc.constantFrom(...new Set(COMMANDS.flatMap(({ path }) => path)), 'help', '--', '--scope', '--region=', '', '-'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (given) => {
        const offered = await words(...given);
        if (typeof offered === 'string') return;
        for (const each of offered) assert.ok(each.startsWith(given.at(-1) ?? ''), each);
      }),
    );
  });
});

describe('rollcall completion', () => {
  it('knows the names of the profiles', async (context) => {
    const env = { ROLLCALL_HOME: await temporaryFolder(context), ROLLCALL_CLIENT_SECRET: 'a-secret-of-these-tests' };
    for (const name of ['acme', 'beta']) {
      const target = ['--base-url', 'https://users.invalid', '--account', 'A'.repeat(26), '--client-id', CLIENT];
      const kept = ['--profile', name, '--no-verify', '--secret-store', 'file'];
      assert.equal((await rollcall(['login', ...target, ...kept], { env })).code, 0);
    }
    const cases = [
      [['token', '--profile', ''], 'words\nacme\t\nbeta\t\n'],
      [['users', 'list', '--profile=b'], 'words\n--profile=beta\t\n'],
      [['profile', 'use', 'a'], 'words\nacme\t\n'],
    ] as const;
    for (const [given, expected] of cases) {
      const { code, stdout, stderr } = await rollcall(['__complete', ...given], { env });
      assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: expected, stderr: '' });
    }
  });

  for (const shell of ['bash', 'zsh', 'fish']) {
    it(`prints a script for ${shell}`, async () => {
      const { code, stdout, stderr } = await rollcall(['completion', shell]);
      assert.match(stdout, /^#.*\n[\s\S]*rollcall __complete/);
      assert.deepEqual([code, stderr], [0, '']);
    });
  }

  it('refuses another shell, and says which there are', async () => {
    const { code, stderr } = await rollcall(['completion', 'tcsh']);
    assert.match(stderr, /SHELL: "tcsh" is refused\. Allowed: one of bash, zsh, fish\./);
    assert.equal(code, 2);
  });
});
