import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { storageWith } from '../http/faulty-storage.ts';
import { memoryLog } from '../http/memory-log.ts';
import { somebody } from '../service/service.ts';
import { Administration, type Who } from './administration.ts';

const FORMULA = '=HYPERLINK("https://evil.example","x")';

/** An account where something happened, and another one. */
async function scene() {
  const administration = await Administration.start();
  const { service } = administration;
  const owner = { ...somebody(0), displayName: 'Olga Owner' };
  const member = { ...somebody(1), displayName: FORMULA };
  const account = await service.account([owner, member]);
  const other = await service.account([somebody(0)]);
  const browser = await administration.signIn({ kind: 'person', accountId: account, userId: owner.id });
  const params = { account, user: member.id };
  await administration.call(browser, 'SuspendPerson', params);
  await administration.call(browser, 'ReactivatePerson', params, { headers: { 'user-agent': '@SUM(A1:A9)' } });
  await administration.call(browser, 'UpdatePerson', { account, user: owner.id }, { body: { role: 'member' } });
  const client = await service.client(account);
  await service.token(client);
  return {
    administration,
    service,
    account,
    other,
    owner,
    member,
    browser,
    client,
    [Symbol.asyncDispose]: () => administration[Symbol.asyncDispose](),
  };
}

const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the audit log', () => {
  test('tells who did what to whom, by name, newest first', async () => {
    await using it = await scene();
    const { entries } = (await it.administration.call(it.browser, 'ListAudit', { account: it.account })).json;
    const shown = entries.map((entry: Record<string, Record<string, string>>) => [
      entry.action,
      entry.outcome,
      entry.subject_name,
      entry.actor?.kind,
      entry.actor?.name,
    ]);
    assert.deepEqual(shown, [
      ['token.issued', 'success', 'Test', 'application', 'Test'],
      ['application.created', 'success', 'Test', 'operator', undefined],
      ['user.updated', 'refused', 'Olga Owner', 'person', 'Olga Owner'],
      ['user.reactivated', 'success', FORMULA, 'person', 'Olga Owner'],
      ['user.suspended', 'success', FORMULA, 'person', 'Olga Owner'],
      ['session.started', 'success', 'Olga Owner', 'operator', undefined],
      ['directory.imported', 'success', it.account, 'operator', undefined],
    ]);
    assert.equal(entries[2].reason, 'no_owner_remain');
    assert.equal(entries[3].actor.user_agent, '@SUM(A1:A9)');
  });

  test('is filtered, and read page by page', async () => {
    await using it = await scene();
    const list = (query: Record<string, string>, who: Who = it.browser) =>
      it.administration.call(who, 'ListAudit', { account: it.account }, { query });
    const actions = async (query: Record<string, string>) =>
      (await list(query)).json.entries.map(({ action }: { action: string }) => action);
    assert.deepEqual(await actions({ action: 'user.*' }), ['user.updated', 'user.reactivated', 'user.suspended']);
    assert.deepEqual(await actions({ action: 'token.issued' }), ['token.issued']);
    assert.deepEqual(await actions({ outcome: 'refused' }), ['user.updated']);
    assert.deepEqual(await actions({ subject: it.member.id }), ['user.reactivated', 'user.suspended']);
    assert.deepEqual(await actions({ actor: it.owner.id, action: 'user.suspended' }), ['user.suspended']);
    const now = new Date(it.service.clock.now()).toISOString();
    assert.deepEqual(await actions({ until: now }), []);
    assert.equal((await actions({ since: now })).length, 7);
    assert.equal((await list({ action: 'user.flown' })).status, 400);
    assert.equal((await list({ action: '.*' })).status, 400);
    const first = (await list({ max_page_size: '4' })).json;
    const rest = (await list({ max_page_size: '4', page_token: first.next_page_token })).json;
    assert.deepEqual([first.entries.length, rest.entries.length, rest.next_page_token], [4, 3, undefined]);
    assert.ok(rest.entries[0].sequence < first.entries[3].sequence);
    assert.equal((await list({ page_token: first.next_page_token, action: 'user.*' })).status, 400);
  });

  test('of the deployment holds all accounts, and is for operators', async () => {
    await using it = await scene();
    const operator = await it.administration.operator();
    const { entries } = (await it.administration.call(operator, 'ListDeploymentAudit')).json;
    const accounts = new Set(entries.map((entry: { account_id?: string }) => entry.account_id));
    assert.deepEqual([...accounts].sort(), [it.account, it.other, undefined].sort());
    const suspended = entries.find(({ action }: { action: string }) => action === 'user.suspended');
    assert.deepEqual([suspended.subject_name, suspended.actor.name], [FORMULA, 'Olga Owner']);
    const started = entries.find((entry: { action: string; subject: string }) => entry.subject === operator.id);
    assert.equal(started.subject_name, 'Operator');
    for (const id of ['ListDeploymentAudit', 'ExportDeploymentAudit'] as const) {
      assert.equal((await it.administration.call(it.browser, id)).status, 403);
    }
  });

  test('is not asked for what it cannot hold, whatever stores it', async () => {
    await using it = await scene();
    const params = { account: it.account };
    for (const query of [
      { subject: 'a\u0000b' },
      { actor: '\u0000' },
      { action: 'user.\u0000' },
      { action: '__proto__' },
      { since: '2026-13-01T00:00:00Z' },
      { until: '0' },
      { page_token: '\u0000' },
      { __proto__x: '1' },
    ]) {
      const answer = await it.administration.call(it.browser, 'ListAudit', params, { query });
      assert.deepEqual([answer.status, answer.json.message], [400, 'invalid_argument'], JSON.stringify(query));
    }
  });

  test('names keys, and nobody who is gone', async () => {
    await using it = await scene();
    const key = await it.administration.key(it.account, ['people.write', 'audit.read']);
    await it.administration.call(key, 'DeletePerson', { account: it.account, user: it.member.id });
    const { entries } = (await it.administration.call(key, 'ListAudit', { account: it.account })).json;
    assert.deepEqual([entries[0].action, entries[0].subject_name], ['user.deleted', undefined]);
    assert.deepEqual([entries[0].actor.kind, entries[0].actor.name], ['admin_key', 'Test']);
    assert.deepEqual([entries[1].action, entries[1].subject_name], ['admin_key.created', 'Test']);
  });
});

describe('an export of the audit log', () => {
  test('is every entry, as lines of JSON', async () => {
    await using it = await scene();
    const context = it.service.context();
    for (let number = 0; number < 1200; number += 1) {
      const record = {
        action: 'token.refused',
        outcome: 'refused',
        reason: 'wrong_secret',
        accountId: it.account,
      } as const;
      await it.service.storage.appendAudit({ ...record, subject: it.client.clientId, detail: {} }, context);
    }
    const exported = await it.administration.call(it.browser, 'ExportAudit', { account: it.account });
    assert.equal(exported.status, 200);
    assert.match(
      String(exported.headers['content-disposition']),
      /^attachment; filename="rollcall-audit-\w{26}-2026-03-01\.ndjson"$/,
    );
    const entries = lines(exported.text);
    assert.equal(entries.length, 1207);
    const listed = await it.administration.call(
      it.browser,
      'ListAudit',
      { account: it.account },
      { query: { max_page_size: '1000' } },
    );
    assert.deepEqual(entries.slice(0, 1000), listed.json.entries);
    const query = { action: 'user.*' };
    const some = await it.administration.call(it.browser, 'ExportAudit', { account: it.account }, { query });
    assert.deepEqual(
      lines(some.text).map(({ action }) => action),
      ['user.updated', 'user.reactivated', 'user.suspended'],
    );
  });

  test('breaks off where whoever reads it loses the right to', async () => {
    let onChunk = async () => {};
    const { lines: logged, logger } = memoryLog();
    await using administration = await Administration.start({
      logger,
      wrapStorage: (storage) =>
        storageWith(storage, {
          listAudit: async (query) => {
            const found = await storage.listAudit(query);
            await onChunk();
            return found;
          },
        }),
    });
    const { service, storage } = administration;
    const account = await service.account([{}]);
    const entry = { action: 'token.refused', outcome: 'refused', reason: 'wrong_secret', accountId: account } as const;
    for (let number = 0; number < 600; number += 1) {
      await storage.appendAudit({ ...entry, subject: 'x', detail: {} }, service.context());
    }
    const colleague = await administration.person(account, { role: 'administrator' });
    const key = await administration.key(account, ['audit.read']);
    for (const [who, lose] of [
      [colleague, () => storage.suspendUser(account, colleague.id, service.context())],
      [key, () => storage.deleteAdminKey(key.id, account, service.context())],
    ] as const) {
      onChunk = async () => void (await lose());
      await assert.rejects(administration.call(who, 'ExportAudit', { account }), { code: 'ECONNRESET' });
    }
    assert.ok(!logged.some((line) => line.includes('"level":"error"')));
  });

  test('is CSV without a formula in any cell', async () => {
    await using it = await scene();
    const query = { format: 'csv' };
    const exported = await it.administration.call(it.browser, 'ExportAudit', { account: it.account }, { query });
    assert.match(String(exported.headers['content-type']), /^text\/csv/);
    const rows: Record<string, string>[] = parse(exported.text, { columns: true });
    assert.equal(rows.length, 7);
    for (const row of rows) for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
    const [suspended] = rows.filter(({ action }) => action === 'user.suspended');
    assert.deepEqual([suspended?.subject_name, suspended?.actor_name], [`'${FORMULA}`, 'Olga Owner']);
    assert.ok(rows.some(({ user_agent: agent }) => agent === "'@SUM(A1:A9)"));
    const operator = await it.administration.operator();
    const all = await it.administration.call(operator, 'ExportDeploymentAudit', {}, { query });
    assert.ok(parse(all.text, { columns: true }).length > 7);
    const empty = await it.administration.call(
      it.browser,
      'ExportAudit',
      { account: it.account },
      { query: { ...query, action: 'account.updated' } },
    );
    assert.equal(empty.text.split('\n').length, 2, 'the header alone');
    const none = await it.administration.call(
      it.browser,
      'ExportAudit',
      { account: it.account },
      { query: { action: 'account.updated' } },
    );
    assert.equal(none.text, '');
  });
});
