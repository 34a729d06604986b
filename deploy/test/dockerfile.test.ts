import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Copy, DockerfileParser, From } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { isInContext } from './support/build-context.ts';
import { filesIn, read } from './support/repository.ts';
import { GONE_AFTER_SECONDS } from './support/times.ts';

/** The Dockerfile as a text: well-formed, and in agreement with the repository. What it does: image.test.ts. */

const TEXT = read('deploy/docker/Dockerfile');
const INSTRUCTIONS = DockerfileParser.parse(TEXT).getInstructions();

function argumentsOf(keyword: string): string[] {
  return INSTRUCTIONS.filter((each) => each.getKeyword() === keyword).map((each) => each.getArgumentsContent() ?? '');
}

describe('the Dockerfile', () => {
  it('is one by the rules of its format', () => {
    assert.deepEqual(validate(TEXT), []);
  });

  it('stands on the Node.js that the repository is tested with, by its full version', () => {
    const { devDependencies, engines } = JSON.parse(read('package.json'));
    const images = INSTRUCTIONS.filter((each) => each instanceof From).map((each) => each.getImage());
    assert.deepEqual([...new Set(images)], [`node:${devDependencies.node}-bookworm-slim`, 'node']);
    assert.ok(engines.node.includes(`^${devDependencies.node.split('.')[0]}.`));
  });

  it('ends as a user that is not root, with SIGTERM and a check', () => {
    assert.deepEqual(argumentsOf('USER'), ['1000:1000']);
    assert.deepEqual(argumentsOf('STOPSIGNAL'), ['SIGTERM']);
    assert.equal(argumentsOf('HEALTHCHECK').length, 1);
    assert.ok(TEXT.includes('within ten seconds: give it 15') && GONE_AFTER_SECONDS <= 10);
  });

  it('takes the manifest of every package it installs, in both stages', () => {
    const installed = TEXT.match(/(?<=--workspace )packages\/\w+/g) ?? [];
    const copied = INSTRUCTIONS.filter((each) => each instanceof Copy).flatMap((each) =>
      each.getArguments().map((argument) => argument.getValue()),
    );
    for (const folder of new Set(installed)) {
      assert.equal(copied.filter((path) => path === `${folder}/package.json`).length, 2, folder);
      assert.ok(copied.includes(`/build/${folder}/dist`), folder);
    }
    const published = read('scripts/build.ts')
      .match(/(?<=const PACKAGES = \[).*(?=\])/)?.[0]
      .match(/\w+/g);
    assert.deepEqual(
      [...new Set(installed)],
      published?.map((name) => `packages/${name}`),
    );
  });

  it('is given nothing that has no business in an image', () => {
    assert.equal(read('.dockerignore').match(/^[^#\n].*/m)?.[0], '*');
    const secret = ['.git/config', '.env', 'deploy/secrets/rollcall.yaml', 'rollcall-data/rollcall.db'];
    const unneeded = ['packages/cli/test/usage.test.ts', 'packages/cli/node_modules/x/index.js', 'bench/src/main.ts'];
    assert.deepEqual([...secret, ...unneeded].filter(isInContext), []);
    assert.deepEqual(filesIn('docker', '*.js').filter(isInContext), ['deploy/docker/healthcheck.js']);
  });
});
