import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHAPTERS, chapterOf, LAST_CHAPTER } from '../src/commands/chapters.ts';
import { COMMANDS, GROUPS } from '../src/commands/registry.ts';
import { rollcall } from './support/rollcall.ts';

describe('help', () => {
  for (const { path, summary } of COMMANDS) {
    const name = path.join(' ');
    it(`rollcall ${name} --help has an example`, async () => {
      const [{ code, stdout, stderr }, help] = await Promise.all([
        rollcall([...path, '--help']),
        rollcall(['help', ...path]),
      ]);
      assert.deepEqual(help, { code, stdout, stderr });
      assert.equal(code, 0);
      assert.equal(stderr, '');
      assert.match(stdout, new RegExp(`^Usage: rollcall ${name} `));
      assert.match(stdout, new RegExp(`Examples?:\n  # .*\n  .*rollcall ${name}`));
      assert.ok(summary.endsWith('.'));
    });
  }

  it('rollcall --help lists every command and has an example', async () => {
    const { code, stdout } = await rollcall(['--help']);
    assert.equal(code, 0);
    for (const entry of COMMANDS) {
      const { title } = chapterOf(entry);
      assert.match(stdout, new RegExp(`^${title}:\n(  .*\n)*  ${entry.path[0]} `, 'm'));
    }
    assert.match(stdout, /Example:\n {2}rollcall serve --demo/);
  });

  it('every command stands in a chapter, and every group says what it is about', () => {
    const told = new Set([...CHAPTERS, LAST_CHAPTER].flatMap(({ names }) => names));
    for (const { path } of COMMANDS) {
      assert.ok(told.has(path[0] ?? ''), path.join(' '));
      for (let depth = 1; depth < path.length; depth++) {
        const holder = path.slice(0, depth).join(' ');
        const itself = COMMANDS.find((each) => each.path.join(' ') === holder);
        assert.match(itself?.summary ?? GROUPS[holder] ?? '', /^[A-Z].*\.$/, holder);
      }
    }
  });

  it('rollcall --version prints the version', async () => {
    const { code, stdout } = await rollcall(['--version']);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
    assert.equal(code, 0);
  });

  it('every flag in every example is one of the command', async () => {
    for (const { load } of COMMANDS) {
      for (const { command } of (await load()).examples) {
        for (const [, call = ''] of command.matchAll(/\brollcall ([^|;&)]+)/g)) {
          const words = call.split(' ');
          const called = COMMANDS.findLast(({ path }) => path.every((word, index) => words[index] === word));
          assert.ok(called, command);
          const known = new Set(Object.values((await called.load()).options).map((option) => `--${option.flag}`));
          for (const [flag] of call.matchAll(/--[a-z-]+/g)) assert.ok(known.has(flag), `${command}: ${flag}`);
        }
      }
    }
  });
});

describe('called wrongly: one clear message on stderr, exit code 2', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['serv'], /unknown command 'serv'\n\(Did you mean serve\?\)/],
    [['application', 'crate'], /unknown command 'crate'\n\(Did you mean create\?\)/],
    [['usr', 'list'], /unknown command 'usr'\n\(Did you mean users\?\)/],
    [['users', 'lst'], /unknown command 'lst'\n\(Did you mean list\?\)/],
    [['audti', '--help'], /unknown command 'audti'\n\(Did you mean audit\?\)/],
    [['help', 'application', 'crate'], /unknown command 'crate'\n\(Did you mean create\?\)/],
    [['rotate-secret'], /unknown command 'rotate-secret'\n\(Did you mean application rotate-secret\?\)/],
    [['--json', 'token'], /unknown option '--json'\n\(Flags stand after the command\.\)/],
    [['users', 'list', '--ouput', 'csv'], /unknown option '--ouput'\n\(Did you mean --output\?\)/],
    [['serve', '--prot', '1'], /unknown option '--prot'\n\(Did you mean --port\?\)/],
    [['serve', '--port'], /option '--port <N>' argument missing/],
    [['serve', 'now'], /too many arguments/],
    [['sandbox', 'journl', 'list'], /unknown command 'journl'\n\(Did you mean journal\?\)/],
    [['sandbox', 'grade'], /unknown command 'grade'\n\(Did you mean rollcall grade\?\)/],
    [['sandbox', 'set-scopes', 'x'], /unknown command 'set-scopes'\n\(Did you mean sandbox application set-scopes\?\)/],
    [
      ['serve', '--strict=true'],
      /^rollcall: --strict is a switch and takes no value: --strict switches it on, --no-strict off/,
    ],
    [['serve', '--no-demo=1'], /^rollcall: --demo is a switch/],
    [['import'], /missing required argument 'FILE'/],
    [['account', 'show', 'acme'], /ACCOUNT: "acme" is refused\. Allowed: an account id, 26 characters/],
    [['application', 'show', '7'], /CLIENT_ID: "7" is refused\. Allowed: a client id, a UUID/],
    [['application', 'create', '--name', 'x'], /--account ID, --redirect-url URL, and --scope .* must be given/],
    [
      ['application', 'update', '7d444840-9dc0-4d1b-b245-5ffdce74fad2'],
      /Nothing to change\. Give one or more of --name/,
    ],
    [['import', '-'], /From standard input the format is not plain\. Give --format/],
    [['import', 'people.xls'], /people\.xls is not plain from its name\. Allowed: \.json, \.csv/],
    [['export', '--json'], /--json needs --output/],
    [['help', 'serv'], /unknown command 'serv'\n\(Did you mean serve\?\)/],
    [[], /Usage: rollcall/],
    [['account'], /Usage: rollcall account/],
  ];
  for (const [args, message] of cases) {
    it(`rollcall ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await rollcall(args);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^ +at /m);
      assert.equal(stdout, '');
      assert.equal(code, 2);
    });
  }
});
