import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '@rollcall/client';
import { ONE_PAGE } from '../../../../src/sandbox/grade/exam/people.ts';
import { PASSING_FAILURES } from '../../../../src/sandbox/grade/exam/situations/passing-failures.ts';
import type { ExamCredentials, ExamTask } from '../../../../src/sandbox/grade/index.ts';
import { Integration } from './clients/integration.ts';
import { type Client, digest, examine } from './exam.ts';

const typedClient: Client = async ({ task }, credentials, signal) => {
  // Half of every wait, so that each run takes the same time.
  const client = createClient({ ...connectionOf(credentials), userAgent: 'acme/2.1', signal, random: () => 0.5 });
  if (task.do === 'list') {
    for await (const _ of client.users.list({ filter: task.filter }));
    return;
  }
  const id = await idOf(client, task);
  await client.users[task.do](id);
};

function connectionOf({ baseUrl, accountId, clientId, clientSecret, apiVersion }: ExamCredentials) {
  return { baseUrl, accountId, clientId, clientSecret, apiVersion };
}

async function idOf(client: ReturnType<typeof createClient>, { person }: Exclude<ExamTask, { do: 'list' }>) {
  if ('userId' in person) return person.userId;
  for await (const { id, email } of client.users.list()) if (email === person.email) return id;
  throw new Error(`Nobody has the address ${person.email}.`);
}

test('the typed client gets full marks', async () => {
  const report = await examine(typedClient);
  assert.equal(digest(report), '');
  assert.equal(report.verdict, 'passed');
  assert.deepEqual(report.totals, { ...report.totals, failed: 0, warning: 0, not_observed: 0 });
  assert.ok(report.user_agents.every((name) => name.startsWith('acme/2.1 rollcall-client/')));
});

const small: Client = ({ task }, ...rest) => new Integration(...rest).perform(task);

test('a small client with good manners gets full marks', async () => {
  const report = await examine(small);
  assert.equal(digest(report), '');
  assert.equal(report.verdict, 'passed');
});

test('ten times the same client, ten times the same findings', async () => {
  // Where time and connections come into it.
  const only = PASSING_FAILURES.filter(({ seed }) => seed.accounts[0]?.users?.length === ONE_PAGE).map(({ id }) => id);
  const reports = await Promise.all(Array.from({ length: 10 }, () => examine(small, { only })));
  const findings = reports.map((report) =>
    report.findings.map(({ rule, verdict, situation }) => `${rule} ${verdict} ${situation}`).join('\n'),
  );
  assert.equal(new Set(findings).size, 1, [...new Set(findings)].join('\n\n'));
});
