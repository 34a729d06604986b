import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ACCOUNT_PERMISSIONS, DEPLOYMENT_PERMISSIONS, PERMISSIONS_BY_ROLE } from '../src/admin/index.ts';

/** Tables in the documents against what they tell of, in both directions. */

const ROOT = join(import.meta.dirname, '../../..');
const PERMISSIONS_OF: Readonly<Record<string, readonly string[]>> = PERMISSIONS_BY_ROLE;

test('ARCHITECTURE.md says of every runtime dependency why it is there, and of no other', () => {
  const used = globSync('packages/*/package.json', { cwd: ROOT }).flatMap((file) => dependenciesOf(file));
  const told = firstColumn('ARCHITECTURE.md', '| package | for | why this one |');

  assert.deepEqual(
    told.filter((name) => !name.startsWith('node:')).sort(),
    [...new Set(used)].filter((name) => !name.startsWith('@rollcall/')).sort(),
  );
});

test('CONTRIBUTING.md says of every folder of tests what it guarantees, and of no other', () => {
  const files = globSync('{packages/*,bench,deploy}/test/**/*.test.ts', { cwd: ROOT }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const told = rowsOf('CONTRIBUTING.md', '| kind | where | guarantees |').flatMap((row) => quoted(row.split('|')[2]));

  const untold = files.filter((file) => !told.some((place) => file.startsWith(place)));
  const gone = told.filter((place) => !files.some((file) => file.startsWith(place)));
  assert.deepEqual({ untold, gone }, { untold: [], gone: [] });
});

test('the guide to the management API tells what each permission allows and who has it', () => {
  const roles = Object.entries({ owner: 'owners', administrator: 'administrators', security: 'Security group' });
  const holders = (permission: string) =>
    roles.filter(([role]) => PERMISSIONS_OF[role]?.includes(permission)).map(([, name]) => name);
  const expected = Object.entries({ ...ACCOUNT_PERMISSIONS, ...DEPLOYMENT_PERMISSIONS }).map(
    ([name, allows]) => `| \`${name}\` | ${allows} | ${holders(name).join(', ') || 'operators only'} |`,
  );

  const guide = 'docs/guides/use-the-management-api.md';
  assert.deepEqual(rowsOf(guide, '| permission | allows | roles that have it |'), expected);
});

function dependenciesOf(file: string): string[] {
  const content: unknown = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
  if (typeof content !== 'object' || content === null) return [];
  const { dependencies, optionalDependencies }: Readonly<Record<string, unknown>> = { ...content };
  return Object.keys({ ...Object(dependencies), ...Object(optionalDependencies) });
}

function firstColumn(document: string, header: string): string[] {
  return rowsOf(document, header).flatMap((row) => quoted(row.split('|')[1]));
}

/** What stands in backticks in a cell. */
function quoted(cell: string | undefined): string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** The rows below a header, to the end of the table. */
function rowsOf(document: string, header: string): string[] {
  const lines = readFileSync(join(ROOT, document), 'utf8').split('\n');
  const start = lines.indexOf(header);
  assert.notEqual(start, -1, `${document} has no table ${header}`);
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return end === -1 ? rows : rows.slice(0, end);
}
