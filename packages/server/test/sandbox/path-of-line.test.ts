import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pathOfLine } from '../../src/sandbox/seed/path-of-line.ts';

test('a line of a seed is called by its path', () => {
  const seed = { accounts: [{ name: 'Acme', users: [], applications: [{ name: 'Sync', scopes: ['list_users'] }] }] };
  const paths = [
    '',
    'accounts',
    'accounts[0]',
    'accounts[0].name',
    'accounts[0].users',
    'accounts[0].applications',
    'accounts[0].applications[0]',
    'accounts[0].applications[0].name',
    'accounts[0].applications[0].scopes',
    'accounts[0].applications[0].scopes[0]',
    'accounts[0].applications[0].scopes',
    'accounts[0].applications[0]',
    'accounts[0].applications',
    'accounts[0]',
    'accounts',
    '',
  ];
  assert.deepEqual(
    JSON.stringify(seed, undefined, 1)
      .split('\n')
      .map((_, index) => pathOfLine(seed, index + 1)),
    paths,
  );
});

test('every line of any JSON has a path, and it leads to what stands there', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const read = JSON.parse(JSON.stringify(value));
      const lines = JSON.stringify(read, undefined, 1).split('\n');
      lines.forEach((line, index) => {
        const path = pathOfLine(read, index + 1);
        const key = /^ *("(?:[^"\\]|\\.)*"): /.exec(line)?.[1];
        if (key !== undefined) assert.ok(path.endsWith(JSON.parse(key)), `${line} is not ${path}`);
      });
      assert.equal(pathOfLine(read, lines.length + 1), '');
      assert.equal(pathOfLine(read, lines.length), '');
    }),
  );
});
