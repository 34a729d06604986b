import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import * as client from '@rollcall/client';
import { startSandbox } from '@rollcall/client/testing';
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

it('the README tells of every function for an account of a sandbox, and of no other', async () => {
  await using sandbox = await startSandbox();
  await using account = await sandbox.createAccount();
  const functionsOf = (of: object) => Object.entries(of).filter(([, value]) => typeof value === 'function');
  const groups = Object.entries(account).filter(
    ([, value]) => typeof value === 'object' && functionsOf(value).length > 0,
  );
  const named = [...functionsOf(account), ...groups.flatMap(([, group]) => functionsOf(group))].map(([name]) => name);
  const [, table = ''] = README.split('| of an account | |\n');
  const rows = (table.split('\n\n')[0] ?? '').split('\n').map((row) => row.split('|').slice(1, 3));
  const words = (text = '') => [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
  assert.deepEqual(rows.flatMap(([group]) => words(group)).sort(), groups.map(([name]) => name).sort());
  assert.deepEqual(rows.flatMap(([, functions]) => words(functions)).sort(), named.sort());
});
