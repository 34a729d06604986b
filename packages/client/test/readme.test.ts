import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import * as client from '@rollcall/client';
import { publicNames } from './support/examples.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The names in code in the first column of a section's table. */
function firstColumn(section: string): string[] {
  const [, after = ''] = README.split(`## ${section}\n`);
  const rows = (after.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
}

it('the README tells of every error there is, and of no other', () => {
  const codes = Object.keys(client).filter((name) => name.startsWith('ERR_'));
  assert.deepEqual(firstColumn('Errors').sort(), codes.sort());
});

it('the README tells of every option there is, and of no other', () => {
  const source = readFileSync(new URL('../src/options.ts', import.meta.url), 'utf8');
  const [, common = ''] = /interface CommonOptions extends Hooks \{([\s\S]*?)^\}/m.exec(source) ?? [];
  const hooks = publicNames().find(({ name }) => name === 'Hooks')?.text ?? '';
  const named = [...`${common}${hooks}`.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name = '']) => name);
  assert.deepEqual(firstColumn('Options').sort(), [...named, 'region', 'baseUrl'].sort());
});
