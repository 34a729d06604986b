import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ADMIN_ERRORS } from '../src/admin/index.ts';
import {
  CODE_NAMES,
  COMMON_OAUTH_REFUSALS,
  COMMON_USERS_REFUSALS,
  ERRORS,
  OAUTH_ERRORS,
  OPERATIONS,
  TRANSPORT_REFUSALS,
} from '../src/index.ts';

/** The catalogue against docs/errors and the operations, in both directions. */

const DOCS = join(import.meta.dirname, '../../../docs/errors');

interface DocumentedReason {
  readonly reason: string;
  readonly title: string;
  readonly status: number;
  readonly sentence: string;
}

test('docs/errors has a section for every reason, with its code, status and sentence, and no other', () => {
  const catalogue = Object.entries(ERRORS).map(([reason, { code, status, sentence }]) => {
    return { reason, title: `${CODE_NAMES[code]} (${code})`, status, sentence };
  });

  assert.deepEqual(byReason(documented(DOCS)), byReason(catalogue));
});

test('docs/errors/oauth has a section for every OAuth refusal, and no other', () => {
  const catalogue = Object.entries(OAUTH_ERRORS).map(([reason, { error, status, sentence }]) => {
    return { reason, title: error, status, sentence };
  });

  assert.deepEqual(byReason(documented(join(DOCS, 'oauth'))), byReason(catalogue));
});

test('the index of docs/errors lists every reason and every OAuth error', () => {
  const index = readFileSync(join(DOCS, 'README.md'), 'utf8');
  const listed = [...index.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  const expected = [...Object.keys(ERRORS), ...new Set(Object.values(OAUTH_ERRORS).map(({ error }) => error))];

  assert.deepEqual(listed.sort(), expected.sort());
});

test('docs/errors/management lists every reason of the management API with its status, code and sentence, and no other', () => {
  const page = readFileSync(join(DOCS, 'management', 'README.md'), 'utf8');
  const listed = [...page.matchAll(/^\| `(\w+)` \| (\d+) \| (\d+) \| (.+) \|$/gm)].map(
    ([, reason, status, code, sentence]) => ({ reason, status: Number(status), code: Number(code), sentence }),
  );
  const catalogue = Object.entries(ADMIN_ERRORS).map(([reason, error]) => ({ reason, ...error }));

  assert.deepEqual(
    listed,
    catalogue.map(({ reason, status, code, sentence }) => ({ reason, status, code, sentence })),
  );
});

test('every reason of the catalogue can be answered by some operation, or belongs to no operation at all', () => {
  const beforeAnyOperation = ['path_not_found', 'method_not_allowed'];
  const users = OPERATIONS.flatMap((operation) => (operation.kind === 'users' ? operation.refusals : []));
  const oauth = OPERATIONS.flatMap((operation) => (operation.kind === 'oauth' ? operation.refusals : []));

  assert.deepEqual(
    [...new Set<string>([...users, ...COMMON_USERS_REFUSALS, ...TRANSPORT_REFUSALS, ...beforeAnyOperation])].sort(),
    Object.keys(ERRORS).sort(),
  );
  assert.deepEqual(
    [...new Set<string>([...oauth, ...COMMON_OAUTH_REFUSALS, 'method_not_allowed'])].sort(),
    Object.keys(OAUTH_ERRORS).sort(),
  );
});

test('every code has a name, and every name is in use', () => {
  const used = new Set(Object.values(ERRORS).map(({ code }) => code));

  assert.deepEqual([...used].sort(), Object.keys(CODE_NAMES).map(Number).sort());
});

function documented(folder: string): DocumentedReason[] {
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return pages.flatMap((name) => {
    const [head = '', ...sections] = readFileSync(join(folder, name), 'utf8').split('\n## ');
    const title = head.split('\n')[0]?.replace('# ', '') ?? '';
    return sections.map((section) => ({
      reason: /^`(\w+)`/.exec(section)?.[1] ?? section,
      title,
      status: Number(/Status (\d+)\./.exec(section)?.[1]),
      sentence: /^> (.*)$/m.exec(section)?.[1] ?? '',
    }));
  });
}

function byReason(reasons: readonly DocumentedReason[]): DocumentedReason[] {
  return [...reasons].sort((left, right) => left.reason.localeCompare(right.reason));
}
