import assert from 'node:assert/strict';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { blocksOf, runGuide, SKIP, startGuideScene } from './guide.ts';
import { runWorkflow } from './workflow.ts';

const GUIDE = 'pass-the-exam.md';

const MODULES = join(import.meta.dirname, '../../../../node_modules');

/** A client of which the workflow does not say how it works. */
const CLIENT = `import { createClient } from '@rollcall/client';
const { ROLLCALL_BASE_URL: baseUrl, ROLLCALL_ACCOUNT: accountId, ROLLCALL_CLIENT_ID: clientId } = process.env;
const { ROLLCALL_CLIENT_SECRET: clientSecret, ROLLCALL_API_VERSION: apiVersion } = process.env;
const client = createClient({ baseUrl, accountId, clientId, clientSecret, apiVersion, userAgent: 'acme-access-review/2.1' });
const [task, word] = process.argv.slice(2);
if (task === 'list') for await (const _ of client.users.list(word ? { filter: word } : {}));
else await client.users[task === 'show' ? 'get' : task](word.includes('@') ? await idOf(word) : word);
async function idOf(address) {
  for await (const { id, email } of client.users.list()) if (email === address) return id;
  throw new Error('Nobody has the address ' + address + '.');
}
`;

it(GUIDE, { skip: SKIP }, async (context) => {
  const scene = await startGuideScene(context);
  const [client] = (await blocksOf(GUIDE)).filter(({ language }) => language === 'js');
  await writeFile(join(scene.folder, 'list.mjs'), client?.code ?? '');
  await runGuide(GUIDE, scene);
  assert.match(await readFile(join(scene.folder, 'grade.html'), 'utf8'), /<strong>Passed<\/strong>/);
  assert.equal(JSON.parse(await readFile(join(scene.folder, 'grade.json'), 'utf8')).verdict, 'passed');

  await symlink(MODULES, join(scene.folder, 'node_modules'));
  const summary = await runWorkflow(GUIDE, scene, { 'client.mjs': CLIENT });
  assert.match(summary, /\nPassed\. All \d+ rules were kept/);
  assert.match(await readFile(join(scene.folder, 'grade.xml'), 'utf8'), /failures="0"/);
});
