import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { startSandbox } from '@rollcall/client/testing';
import { build } from 'esbuild';
import { publint } from 'publint';
import { type Installed, installPackages } from './support/installed-packages.ts';
import { JOURNEY, startJourneyScene } from './support/journey-scene.ts';
import { otherNode } from './support/other-node.ts';
import { EVERY_CONTROL } from './testing/support/every-control.ts';

const run = promisify(execFile);
const TSC = fileURLToPath(new URL('../../../node_modules/.bin/tsc', import.meta.url));
const ELSEWHERE = fileURLToPath(new URL('./testing/support/elsewhere.ts', import.meta.url));
const JOURNEY_FILE = new URL('./support/journey.js', import.meta.url);
/** Bytes of the main entry, bundled, minified and gzipped. */
const MOST_BYTES = 6000;

/** What browsers, Deno, Bun, Node.js and edge runtimes all have, as far as the client uses it, and nothing else. */
const WEB_GLOBALS = {
  AbortController,
  AbortSignal,
  btoa,
  clearTimeout,
  fetch,
  Headers,
  Request,
  Response,
  setTimeout,
  URL,
  URLSearchParams,
};

describe('the client as it is published', () => {
  let folder: string;
  let installed: Installed;
  let packageFolder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-client-test-'));
    installed = await installPackages(folder);
    packageFolder = join(installed.modules, '@rollcall/client');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** The main entry in one file. `neutral`: an import of anything that is not in the package fails. */
  async function bundle(format: 'esm' | 'iife'): Promise<string> {
    const { outputFiles } = await build({
      entryPoints: [join(packageFolder, 'dist/index.js')],
      bundle: true,
      minify: true,
      platform: 'neutral',
      target: 'es2022',
      format,
      globalName: 'api',
      write: false,
    });
    return outputFiles[0]?.text ?? '';
  }

  it('depends on nothing and pulls nothing in', async () => {
    const manifest = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
    assert.deepEqual(
      [manifest.dependencies, manifest.optionalDependencies, manifest.scripts],
      [undefined, undefined, undefined],
    );
    assert.equal(manifest.type, 'module');
    for (const conditions of Object.values<object>(manifest.exports)) {
      assert.equal(Object.keys(conditions)[0], 'types');
    }
  });

  it('has nothing for publint and attw to say', async () => {
    const bytes = await readFile(installed.tarballs.client);
    const tarball = new Uint8Array(bytes).buffer;
    const { messages } = await publint({ pack: { tarball }, strict: true });
    assert.deepEqual(messages, []);

    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(bytes)));
    assert.ok(result.types);
    // The profile for ES modules: whoever resolves as before exports, or requires, is not promised anything.
    const problems = result.problems.filter(
      (problem) => !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
    );
    assert.deepEqual(problems, []);
  });

  it('stays small', async (context) => {
    const { length } = gzipSync(await bundle('esm'));
    context.diagnostic(`${length} bytes`);
    assert.ok(length < MOST_BYTES, `${length} bytes, gzipped`);
  });

  it('declares types that hold without those of Node.js, however they are looked up', async () => {
    await cp(new URL('./types/public-api.ts', import.meta.url), join(folder, 'public-api.ts'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [module, moduleResolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ] as const) {
      const options = { module, moduleResolution, lib: ['es2023', 'dom'], types: [], skipLibCheck: false };
      const config = {
        compilerOptions: { ...options, target: 'es2022', strict: true, exactOptionalPropertyTypes: true, noEmit: true },
        files: ['public-api.ts'],
      };
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const { stdout } = await run(TSC, ['--project', folder]).catch((error) => error);
      assert.equal(stdout, '');
    }
  });

  it('declares types of the sandbox that hold for an older language, and without the server', async (context) => {
    // Outside of the folder in which the server is installed.
    const alone = await mkdtemp(join(tmpdir(), 'rollcall-client-test-'));
    context.after(() => rm(alone, { recursive: true, force: true }));
    await cp(packageFolder, join(alone, 'node_modules/@rollcall/client'), { recursive: true });
    await cp(new URL('./types/testing-api.ts', import.meta.url), join(alone, 'testing-api.ts'));
    await writeFile(join(alone, 'package.json'), '{ "type": "module" }');
    const options = { module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], types: [], strict: true };
    const config = { compilerOptions: { ...options, noEmit: true }, files: ['testing-api.ts'] };
    await writeFile(join(alone, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = await run(TSC, ['--project', alone]).catch((error) => error);
    assert.equal(stdout, '');
  });

  it('runs where there is the web API and nothing else', async (context) => {
    const connection = await startJourneyScene(context);
    const realm = createContext({ ...WEB_GLOBALS, connection });
    const journey = (await readFile(JOURNEY_FILE, 'utf8')).replace('export async', 'async');
    runInContext(`${await bundle('iife')};${journey}`, realm);
    assert.equal(runInContext('typeof process + typeof Buffer + typeof require', realm), 'undefined'.repeat(3));
    const outcome: unknown = await runInContext('journey(api, connection).then(JSON.stringify)', realm);
    assert.deepEqual(JSON.parse(String(outcome)), JOURNEY);
  });

  const older = otherNode();
  const skip = older === undefined ? 'no Node.js from 20.19 on that is older than this one is on the PATH' : false;
  it(`runs under an older Node.js${older === undefined ? '' : ` (${older.version})`}`, { skip }, async (context) => {
    const connection = await startJourneyScene(context);
    await cp(JOURNEY_FILE, join(folder, 'journey.mjs'));
    const program = `import * as api from '@rollcall/client';
      import { journey } from './journey.mjs';
      console.log(JSON.stringify(await journey(api, JSON.parse(process.argv[2]))));`;
    await writeFile(join(folder, 'main.mjs'), program);
    const { stdout } = await run(older?.command ?? '', [join(folder, 'main.mjs'), JSON.stringify(connection)]);
    assert.deepEqual(JSON.parse(stdout), JOURNEY);
  });

  it('uses a sandbox that runs elsewhere there, too', { skip }, async () => {
    await using sandbox = await startSandbox();
    const outfile = join(folder, 'elsewhere.mjs');
    const external = ['@rollcall/*'];
    await build({ entryPoints: [ELSEWHERE], outfile, external, bundle: true, format: 'esm', target: 'node20' });
    const { stdout } = await run(older?.command ?? '', [outfile, sandbox.controlUrl]);
    assert.deepEqual(JSON.parse(stdout), EVERY_CONTROL);
  });
});
