import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GradeReport, SandboxAccount } from '@rollcall/contract/sandbox';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { SpeaksCamelCase } from './exam/clients/faulty.ts';
import { Integration } from './exam/clients/integration.ts';

test('the requests of an account are judged at any time, with the scopes of its applications', async () => {
  await using sandbox = await startSandbox();
  const controls = `${sandbox.controlUrl}/sandbox/v1/accounts`;
  const made = await fetch(controls, { method: 'POST', body: '{"users":60}' });
  const account = (await made.json()) as SandboxAccount;
  const grade = async () => (await (await fetch(`${controls}/${account.account_id}/grade`)).json()) as GradeReport;
  const verdicts = async (...verdicts: string[]) =>
    (await grade()).findings.filter(({ verdict }) => verdicts.includes(verdict)).map(({ rule }) => rule);
  const credentials = {
    baseUrl: account.base_url,
    accountId: account.account_id,
    clientId: account.client_id,
    clientSecret: account.client_secret,
    apiVersion: 'v1',
    region: account.region,
    ca: undefined,
  } as const;
  const { signal } = new AbortController();

  const before = await grade();
  assert.equal(before.verdict, 'incomplete');
  assert.equal(before.totals.not_observed, before.findings.length);

  await new Integration(credentials, signal).perform({ do: 'list', filter: 'active' });
  assert.deepEqual(await verdicts('failed'), []);
  assert.deepEqual(await verdicts('warning'), ['asks-for-few-scopes']);
  const passed = await verdicts('passed');
  assert.ok(passed.includes('identifies-itself') && passed.includes('spells-parameters'), passed.join(', '));

  await new SpeaksCamelCase(credentials, signal).perform({ do: 'list' });
  const after = await grade();
  assert.equal(after.verdict, 'failed');
  assert.deepEqual(await verdicts('failed'), ['spells-parameters', 'follows-every-page']);
  assert.ok(after.evidence.some(({ query }) => query.maxPageSize?.[0] === '20'));
});
