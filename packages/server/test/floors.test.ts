import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

/** What each floor of the house may import, besides itself and packages. See ARCHITECTURE.md. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  sandbox: ['.', 'http', 'operations', 'directory', 'storage', 'domain', 'telemetry', 'tls'],
  '.': ['console', 'admin', 'http', 'operations', 'directory', 'limits', 'storage', 'domain', 'telemetry', 'tls'],
  admin: ['http', 'directory', 'limits', 'storage', 'domain', 'telemetry'],
  console: ['http'],
  http: ['operations', 'directory', 'limits', 'storage', 'domain', 'telemetry', 'tls'],
  operations: ['storage', 'domain'],
  directory: ['storage', 'domain'],
  limits: ['storage', 'domain'],
  storage: ['domain'],
  domain: [],
  telemetry: ['domain'],
  tls: ['domain'],
};

const SOURCE = join(import.meta.dirname, '../src');

test('a floor imports only what lies below it', () => {
  const files = globSync('**/*.ts', { cwd: SOURCE });
  assert.ok(files.length > 50);
  for (const file of files) {
    const floor = floorOf(file);
    assert.ok(BELOW[floor], `${file} stands on no known floor`);
    for (const imported of relativeImports(join(SOURCE, file))) {
      const target = floorOf(relative(SOURCE, imported));
      assert.ok(
        target === floor || BELOW[floor].includes(target),
        `${file} (${floor}) must not import ${relative(SOURCE, imported)} (${target})`,
      );
    }
  }
});

function floorOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '.') : '.';
}

function relativeImports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, specifier]) => resolve(dirname(file), specifier ?? ''));
}
