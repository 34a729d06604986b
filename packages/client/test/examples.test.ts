import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, promisify } from 'node:util';
import * as client from '@rollcall/client';
import { type Sandbox, startSandbox } from '@rollcall/client/testing';
import { type Example, examples, publicNames } from './support/examples.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);
/** What an example may use without saying where it comes from. */
const FREE = ['options', 'userId', 'controlUrl', 'baseUrl', 'accountId', 'clientId', 'clientSecret'];
/** What a client is made of. Other interfaces are for callers to fill in. */
const OF_A_CLIENT = ['Users', 'UserList', 'Tokens'];

describe('the examples', () => {
  let folder: string;
  let sandbox: Sandbox;
  const all = examples();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-client-test-'));
    sandbox = await startSandbox({ limits: { perMinute: 0, perHour: 0 } });
    await prepare(folder, sandbox);
    for (const [index, { code }] of all.entries()) await writeFile(fileOf(folder, index), withFreeNames(code));
  });
  after(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('are right for the compiler', async () => {
    assert.ok(all.length > 15, 'they were found');
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const { stdout } = await run(tsc, ['--project', folder]).catch((error) => error);
    const named = String(stdout).replace(/example-(\d+)\.ts/g, (_, index) => all[Number(index)]?.place ?? '');
    assert.equal(named, '');
  });

  for (const [index, example] of all.entries()) {
    it(`do what they say: ${example.place}`, async (context) => {
      await sandbox.reset();
      const said = listen(context);
      await import(pathToFileURL(fileOf(folder, index)).href);
      for (const expected of announced(example)) {
        assert.ok(
          said.some((line) => expected === line || expected.startsWith(`${line}:`)),
          `"${expected}" is announced; said was: ${said.join(' | ')}`,
        );
      }
    });
  }
});

/** A place where the package is found by its name, and the free names are what the sandbox gives. */
async function prepare(folder: string, { options, userId, controlUrl }: Sandbox): Promise<void> {
  await mkdir(join(folder, 'node_modules/@rollcall'), { recursive: true });
  await symlink(join(ROOT, 'packages/client'), join(folder, 'node_modules/@rollcall/client'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const { clock: _, ...plain } = options;
  const values = { options: plain, userId: await userId('member'), controlUrl, ...plain };
  const declared = FREE.map((name) => {
    const type = name === 'options' ? ": import('@rollcall/client').ClientOptions" : '';
    return `export const ${name}${type} = ${JSON.stringify(values[name as keyof typeof values])};`;
  });
  await writeFile(join(folder, 'free-names.ts'), declared.join('\n'));
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types')] },
    include: ['*.ts'],
    exclude: [],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
}

function fileOf(folder: string, index: number): string {
  return join(folder, `example-${index}.ts`);
}

function withFreeNames(code: string): string {
  const used = FREE.filter((name) => new RegExp(`(?<!\\w|[^.]\\.)${name}\\b`).test(code));
  const own = used.filter((name) => !new RegExp(`(?:const|let) (?:\\{[^}]*)?\\b${name}\\b`).test(code));
  return `${own.length === 0 ? 'export {};' : `import { ${own.join(', ')} } from './free-names.ts';`}\n${code}`;
}

/** What goes to the console, line by line. */
function listen(context: TestContext): readonly string[] {
  const said: string[] = [];
  for (const name of ['log', 'warn'] as const) {
    context.mock.method(console, name, (...values: readonly unknown[]) => said.push(format(...values)));
  }
  return said;
}

/** `console.log(state); // SUSPENDED` announces what it says. */
function announced({ code }: Example): readonly string[] {
  return [...code.matchAll(/console\.log\(.*\);? \/\/ (.+)$/gm)].map(([, text = '']) => text);
}

describe('everything public', () => {
  const names = publicNames();

  it('has a doc comment', () => {
    assert.ok(Object.keys(client).every((name) => names.some((each) => each.name === name)));
    assert.deepEqual(
      names.filter(({ doc }) => doc === '').map(({ name }) => name),
      [],
    );
  });

  it('of a sandbox has one for each function', () => {
    const interfaces = names.filter(({ kind, name }) => kind === 'interface' && /Sandbox|Controls$/.test(name));
    assert.ok(interfaces.length > 8);
    for (const { name, text } of interfaces) {
      const bare = [...text.matchAll(/(?<!\*\/)\n {2}(\w+)\(.*;$/gm)].map(([, method]) => `${name}.${method}`);
      assert.deepEqual(bare, []);
    }
  });

  it('that can be called has an example', () => {
    const functions = names.filter(({ kind, doc }) => kind === 'function' && !doc.includes('@example'));
    assert.deepEqual(
      functions.map(({ name }) => name),
      [],
    );
    const interfaces = names.filter(({ name }) => OF_A_CLIENT.includes(name));
    assert.equal(interfaces.length, OF_A_CLIENT.length);
    for (const { name, text } of interfaces) {
      const methods = [...text.matchAll(/(?:^ {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^ {2}(\w+)\(.*;$/gm)];
      assert.ok(methods.length > 0, name);
      for (const [, doc = '', method] of methods) assert.ok(doc.includes('@example'), `${name}.${method}`);
    }
  });
});
