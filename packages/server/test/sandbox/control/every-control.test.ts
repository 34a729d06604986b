import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CONTROL_ERRORS, CONTROL_OPERATIONS } from '@rollcall/contract/sandbox';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { declared, observed } from './conformance.ts';
import { assertRefused, call, control, makeAccount, tokenOf } from './controls.ts';

/** Nobody can provoke a fault of our own. */
const UNPROVOKED: ReadonlySet<string> = new Set(['internal']);

test('every control does what it is there for, and refuses what it says it refuses', async () => {
  await using sandbox = await startSandbox();
  const ask = (method: string, path: string, body?: object) => control(sandbox, method, path, body && { body });
  const succeed = async (method: string, path: string, body?: object) => {
    const answer = await ask(method, path, body);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
    return answer.json;
  };
  const account = await makeAccount(sandbox, { name: 'Every control' });
  const at = `/accounts/${account.account_id}`;
  const token = await tokenOf(account);
  await call(account, token, 'GET', '');

  await succeed('GET', '');
  await succeed('GET', '/accounts');
  await succeed('GET', at);
  await succeed('PATCH', at, { strict: true });
  await succeed('GET', `${at}/clock`);
  await succeed('PATCH', `${at}/clock`, { frozen: true });
  await succeed('POST', `${at}/clock:advance`, { seconds: 1.5 });
  await succeed('PUT', `${at}/cut-over`, { sunset_time: '2099-01-01T00:00:00Z' });
  await succeed('GET', `${at}/cut-over`);
  await succeed('DELETE', `${at}/cut-over`);

  const { name } = await succeed('POST', `${at}/snapshots`, {});
  await succeed('GET', `${at}/snapshots`);
  assertRefused(await ask('POST', `${at}/snapshots`, { name }), 409, 'already_exists');
  await succeed('POST', `${at}/snapshots/${name}:restore`);
  await succeed('DELETE', `${at}/snapshots/${name}`);

  const fault = await succeed('POST', `${at}/faults`, { kind: 'html', operation: 'ListUsers' });
  await succeed('GET', `${at}/faults`);
  await succeed('GET', `${at}/faults/${fault.id}`);
  await succeed('DELETE', `${at}/faults/${fault.id}`);
  await succeed('DELETE', `${at}/faults`);

  const { people } = await succeed('GET', `${at}/people?kind=member`);
  const person = await succeed('POST', `${at}/people`, { email: 'new@example.com', display_name: 'New' });
  await succeed('GET', `${at}/people/${person.id}`);
  await succeed('PATCH', `${at}/people/${person.id}`, { display_name: 'Newer' });
  const email = people[0].email;
  assertRefused(await ask('POST', `${at}/people`, { email, display_name: 'Again' }), 409, 'already_exists');
  assertRefused(await ask('PATCH', `${at}/people/${person.id}`, { email }), 409, 'already_exists');
  await succeed('DELETE', `${at}/people/${person.id}`);
  await succeed('POST', `${at}/people:generate`, { count: 3 });
  const owners = (await succeed('GET', `${at}/people?kind=owner`)).people;
  for (const { id } of owners) await succeed('PATCH', `${at}/people/${id}`, { role: 'member' });
  // They are there already and keep their roles: nobody would own the account.
  assertRefused(await ask('POST', `${at}/people:generate`, { count: 3 }), 400, 'failed_precondition');

  const application = await succeed('POST', `${at}/applications`, { name: 'Second' });
  await succeed('GET', `${at}/applications`);
  const again = { client_id: application.client_id };
  assertRefused(await ask('POST', `${at}/applications`, again), 409, 'already_exists');
  await succeed('PATCH', `${at}/applications/${application.client_id}`, { scopes: ['get_user'] });
  await succeed('DELETE', `${at}/applications/${application.client_id}`);

  await succeed('GET', `${at}/journal`);
  await succeed('GET', `${at}/journal:wait?operation=ListUsers`);
  await succeed('POST', `${at}/journal:assert`, { expectations: [{ operation: 'ListUsers', at_least: 1 }] });
  await succeed('GET', `${at}/grade`);
  await succeed('DELETE', `${at}/journal`);

  await succeed('POST', `${at}:reset`);
  await succeed('DELETE', at);
  assertRefused(await ask('DELETE', `/accounts/${sandbox.accountId}`), 400, 'failed_precondition');
  await succeed('POST', ':reset');

  // What any control of its kind refuses.
  for (const { method, path, body, query } of CONTROL_OPERATIONS.map((each) => ({
    body: undefined,
    query: undefined,
    ...each,
  }))) {
    const nobody = path.replaceAll(/\{\w+\}/g, 'nobody');
    assertRefused(await control(sandbox, method, nobody, { headers: { origin: 'null' } }), 403, 'origin_refused');
    if (body || query || path.includes('{')) {
      const wrong = path.includes('{') ? path.replaceAll(/\{\w+\}/g, '%ff') : `${path}?unheard_of=1`;
      assertRefused(await control(sandbox, method, wrong, body && { raw: '{' }), 400, 'invalid_control');
    }
    if (path.includes('{')) await refuseUnknown(method, nobody);
  }

  async function refuseUnknown(method: string, path: string): Promise<void> {
    const bodies = [
      undefined,
      { frozen: true },
      { seconds: 1 },
      { strict: true },
      { count: 1 },
      { role: 'owner' },
      { sunset_time: '2099-01-01T00:00:00Z' },
      { kind: 'html', operation: '*' },
      { scopes: ['get_user'] },
      { email: 'a@example.com', display_name: 'A' },
      { expectations: [{ operation: 'ListUsers', at_least: 1 }] },
    ];
    for (const body of bodies) {
      const answer = await ask(method, path, body);
      if (answer.status === 400) continue; // meant for another control
      assertRefused(answer, 404, 'not_found');
      return;
    }
    assert.fail(`${method} ${path} never looked for the account`);
  }
});

after(() => {
  for (const { id, responses } of declared) {
    for (const [status, { description }] of Object.entries(responses)) {
      if (Number(status) < 300) assert.ok(observed.has(`${id} ${status}`), `${id} ${status} was never answered`);
      for (const reason of Object.keys(CONTROL_ERRORS)) {
        if (UNPROVOKED.has(reason) || !description.includes(`\`${reason}\``)) continue;
        assert.ok(observed.has(`${id} ${reason}`), `${id} ${reason} was never provoked`);
      }
    }
  }
  assert.equal(declared.length, CONTROL_OPERATIONS.length);
});
