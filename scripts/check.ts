/** `npm run check`: types, lint and format, OpenAPI lint, generated documents, unused code. Stops at the first failure. */
import { spawnSync } from 'node:child_process';

const STEPS: readonly (readonly [what: string, command: string, ...args: string[]])[] = [
  ['types', 'tsc'],
  ['types of the client, without Node.js', 'tsc', '--project', 'packages/client'],
  ['types of the console, in browsers', 'tsc', '--project', 'packages/console'],
  ['lint and format', 'biome', 'check', '--error-on-warnings', '.'],
  ['generated documents', 'node', 'scripts/generate.ts', '--check'],
  ['OpenAPI', 'redocly', 'lint', '--format', 'stylish', 'docs/openapi/*.json'],
  ['unused code', 'knip', '--no-progress'],
];

for (const [what, command, ...args] of STEPS) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  if (status !== 0) {
    process.stdout.write(`${stdout ?? ''}${stderr ?? ''}\n${what}: failed\n`);
    process.exit(1);
  }
  process.stdout.write(`${what}: ok (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
}
