import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ExamPerson, runExam, SITUATIONS } from '../../../../src/sandbox/grade/index.ts';
import { startSandbox } from '../../../../src/sandbox/index.ts';
import { Nameless } from './clients/faulty.ts';
import { Integration } from './clients/integration.ts';
import { brokenRules, type Client, digest, examine, sandbox } from './exam.ts';

const goodClient: Client = ({ task }, ...rest) => new Integration(...rest).perform(task);
const ONE = ['find-and-suspend'];

test('what is left out is not run, and the report says so', async () => {
  const seen: string[] = [];
  const report = await examine(goodClient, {
    only: ONE,
    onBegin: ({ id }) => seen.push(`begin ${id}`),
    onEnd: ({ id }, { ending, verdict }) => seen.push(`end ${id} ${ending} ${verdict}`),
  });
  assert.deepEqual(seen, ['begin find-and-suspend', 'end find-and-suspend succeeded passed']);
  assert.equal(report.verdict, 'incomplete');
  assert.deepEqual(
    report.situations?.map(({ id }) => id),
    SITUATIONS.map(({ id }) => id),
  );
  const left = report.situations?.filter(({ ending }) => ending === 'not_run') ?? [];
  assert.equal(left.length, SITUATIONS.length - 1);
  assert.ok(
    left.every(({ verdict, message }) => verdict === 'not_observed' && message === 'The situation was left out.'),
  );
  const own = report.findings.filter(({ situation }) => situation === 'find-and-suspend');
  assert.deepEqual(own.map(({ rule, verdict }) => `${rule} ${verdict}`).sort(), [
    'changes-nobody-else passed',
    'reads-results passed',
  ]);
});

test('a situation there is not is refused, with those there are', async () => {
  await assert.rejects(examine(goodClient, { only: ['nonsense'] }), /^RangeError: .*nonsense: several-pages, /);
});

test('a client that does nothing fails', async () => {
  const report = await examine(async () => {}, { only: ONE });
  assert.deepEqual(brokenRules(report), ['does-its-task']);
  assert.equal(report.verdict, 'failed');
});

test('a task that is not done is told, whatever else is wrong that does not explain it', async () => {
  class TakesAddressesForIds extends Nameless {
    protected override async idsOf(person: ExamPerson): Promise<string[]> {
      return ['email' in person ? person.email : person.userId];
    }
  }
  const report = await examine(({ task }, ...rest) => new TakesAddressesForIds(...rest).perform(task), { only: ONE });
  assert.deepEqual(brokenRules(report), ['does-its-task', 'identifies-itself'], digest(report));
});

test('a client that cannot be started fails, and what it says is in the report', async () => {
  const report = await examine(
    () => {
      throw new Error('no such command');
    },
    { only: ONE },
  );
  const [situation] = report.situations?.filter(({ id }) => ONE.includes(id)) ?? [];
  assert.equal(situation?.ending, 'failed');
  assert.equal(situation?.message, 'no such command');
  assert.deepEqual(brokenRules(report), ['does-its-task']);
});

test('a client that does not end is stopped at its deadline', async () => {
  const report = await examine(
    async (situation, credentials, signal) => {
      await goodClient(situation, credentials, signal);
      await sleep(60_000, undefined, { signal });
    },
    { only: ONE, deadlineMs: 300 },
  );
  assert.deepEqual(brokenRules(report), ['gives-up'], digest(report));
  assert.equal(report.situations?.find(({ id }) => ONE.includes(id))?.ending, 'stopped');
});

test('a client that does not listen is left to itself', async () => {
  const report = await examine(() => new Promise(() => {}), { only: ONE, deadlineMs: 10 });
  assert.equal(report.situations?.find(({ id }) => ONE.includes(id))?.ending, 'stopped');
});

test('an exam that is ended judges what it has', async () => {
  const ending = new AbortController();
  const report = await examine(
    async (situation, credentials, signal) => {
      await goodClient(situation, credentials, signal);
      if (situation.id === 'find-and-suspend') ending.abort();
    },
    { only: ['several-pages', 'find-and-suspend', 'reactivate'], concurrency: 1, signal: ending.signal },
  );
  const endings = Object.fromEntries(report.situations?.map(({ id, ending }) => [id, ending]) ?? []);
  assert.equal(endings['several-pages'], 'succeeded');
  assert.equal(endings['find-and-suspend'], 'not_run');
  assert.equal(endings.reactivate, 'not_run');
  assert.equal(report.findings.find(({ situation }) => situation === 'several-pages')?.verdict, 'passed');
});

test('what the client does not speak, and regions there are not, are not observed', async () => {
  await using alone = await startSandbox();
  const only = ['only-v1', 'only-v1beta1', 'another-region'];
  const report = await runExam({ sandbox: alone, run: goodClient, only, apiVersions: ['v1'] });
  const messages = report.situations?.filter(({ id }) => only.includes(id)).map(({ message = '' }) => message);
  assert.deepEqual(messages, [
    '',
    'The client does not speak v1beta1, as it was said.',
    'The sandbox has one region only.',
  ]);
  await using deaf = await startSandbox({ control: null });
  await assert.rejects(runExam({ sandbox: deaf, run: goodClient }), /controls switched on/);
  await assert.rejects(runExam({ sandbox: { controlUrl: 'http://127.0.0.1:1' }, run: goodClient }), /Is it running\?/);
});

test('a client may be led with the same credentials throughout, and what it cannot do is left out with the reason', async () => {
  const credentials = {
    accountId: 'SAMESAMESAMESAMESAMESAMESA',
    clientId: '00000000-0000-4000-8000-000000000001',
    clientSecret: 'the same secret in every situation'.replaceAll(' ', '-'),
  };
  const seen = new Set<string>();
  const only = ['find-and-suspend', 'reactivate', 'wrong-secret', 'another-region'];
  const report = await examine(
    (situation, given, signal) => {
      seen.add(`${given.accountId} ${given.clientId}`);
      assert.equal(given.clientSecret === credentials.clientSecret, situation.id !== 'wrong-secret');
      return goodClient(situation, given, signal);
    },
    {
      only,
      credentials,
      concurrency: 1,
      leaveOut: ({ task }) => (task.do === 'reactivate' ? 'It cannot reactivate.' : undefined),
    },
  );
  assert.deepEqual([...seen], [`${credentials.accountId} ${credentials.clientId}`]);
  assert.deepEqual(brokenRules(report), [], digest(report));
  const left = report.situations?.find(({ id }) => id === 'reactivate');
  assert.equal(left?.message, 'It cannot reactivate.');
});

test('a client with path family or region built in does not work everywhere', async () => {
  const { regions } = await sandbox();
  const [com] = regions;
  const stubborn: Client = ({ task }, credentials, signal) =>
    new Integration({ ...credentials, apiVersion: 'v1', baseUrl: com?.baseUrl ?? '' }, signal).perform(task);
  const family = await examine(stubborn, { only: ['only-v1beta1'] });
  assert.deepEqual(brokenRules(family), ['calls-what-there-is', 'speaks-both-versions'], digest(family));
  const region = await examine(stubborn, { only: ['another-region'] });
  assert.deepEqual(brokenRules(region), ['does-its-task', 'works-in-every-region'], digest(region));
});

test('an exam leaves nothing behind', async () => {
  await examine(goodClient, { only: ONE });
  const { controlUrl } = await sandbox();
  const answer = await fetch(`${controlUrl}/sandbox/v1/accounts`);
  const { accounts } = (await answer.json()) as { accounts: { seeded: boolean }[] };
  assert.ok(accounts.length > 0 && accounts.every(({ seeded }) => seeded));
});
