import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createClient } from '@rollcall/client';
import {
  connectSandbox,
  type Sandbox,
  type SandboxAccount,
  SandboxError,
  startSandbox,
} from '@rollcall/client/testing';

describe('what the controls refuse', () => {
  let sandbox: Sandbox;
  let account: SandboxAccount;
  before(async () => {
    sandbox = await startSandbox();
    account = await sandbox.createAccount({ preset: 'one-owner' });
  });
  after(() => sandbox.close());

  it('is thrown with the sentence of the sandbox, and what to change', async () => {
    const fault = account.faults.add({ kind: 'answer', operation: 'ListUser', status: 503 });
    await assert.rejects(fault, (error) => {
      assert.ok(error instanceof SandboxError);
      assert.equal(error.name, 'SandboxError');
      assert.match(error.message, /^operation must be one of .*ListUsers.* \(did you mean ListUsers\?\)\.$/);
      assert.deepEqual([error.status, error.reason], [400, 'invalid_control']);
      assert.deepEqual(
        error.violations.map(({ field }) => field),
        ['operation'],
      );
      return true;
    });
    const [taken] = await Array.fromAsync(account.people.list());
    const again = { email: taken?.email ?? '', display_name: 'Again' };
    await assert.rejects(account.people.create(again), {
      status: 409,
      reason: 'already_exists',
      violations: [{ field: 'email', description: 'is taken' }],
    });
    await assert.rejects(sandbox.createAccount({ region: 'mars' }), { message: 'region must be one of sandbox.' });
    await assert.rejects(sandbox.getAccount('A/B:reset'), { status: 404 });
    await assert.rejects(account.faults.get('f1/../f2'), { status: 404 });
  });

  it('is told where it happened', async () => {
    const error = await account.faults.get('f9').catch((thrown: Error) => thrown);
    assert.match(String((error as Error).stack), /errors\.test\.ts/);
  });

  it('or nobody is of that kind', async () => {
    await using empty = await sandbox.createAccount({ preset: 'empty' });
    await assert.rejects(empty.userId('owner'), {
      name: 'SandboxError',
      status: undefined,
      message: 'The account has nobody of the kind "owner". Create one.',
    });
  });

  it('also of an account that is gone', async () => {
    const gone = await sandbox.createAccount();
    await gone.delete();
    await assert.rejects(gone.clock.get(), { status: 404, message: /^There is no account [A-Z2-7]{26} here\./ });
    await assert.rejects(gone.delete(), { status: 404 });
  });
});

describe('what the journal does not hold', () => {
  let sandbox: Sandbox;
  let account: SandboxAccount;
  let userId: string;
  before(async () => {
    sandbox = await startSandbox();
    account = await sandbox.createAccount();
    userId = await account.userId('member');
    await createClient(account.options).users.suspend(userId);
  });
  after(() => sandbox.close());

  it('is named, expectation by expectation', async () => {
    await account.journal.assert({ operation: 'SuspendUser' });
    const asserted = account.journal.assert(
      { operation: 'SuspendUser', exactly: 2 },
      { operation: 'IssueToken' },
      { operation: 'ReactivateUser', user_id: userId },
    );
    await assert.rejects(asserted, (error) => {
      assert.ok(error instanceof SandboxError);
      const [first = '', second = '', ...more] = error.message.split('\n');
      assert.match(first, /^Expected exactly 2 requests of SuspendUser, and there was 1: #2 SuspendUser for /);
      assert.match(second, /^Expected at least 1 request of ReactivateUser for /);
      assert.deepEqual(more, []);
      return true;
    });
  });

  it('is waited for, as long as one wants to', async () => {
    const waited = account.journal.wait({ operation: 'SuspendUser' }, { count: 2, timeoutMs: 1 });
    await assert.rejects(waited, {
      name: 'SandboxError',
      message: /^The time is over\. Expected at least 2 requests of SuspendUser, and there was 1: #2 /,
    });
    const both = account.journal.wait({ operation: 'SuspendUser' }, { count: 2, timeoutMs: 60_000 });
    await createClient(account.options).users.suspend(userId);
    assert.deepEqual(
      (await both).map(({ status }) => status),
      [200, 200],
    );
    await assert.rejects(account.journal.wait({}, { timeoutMs: 60_001 }), { status: 400 });
  });
});

describe('where there is no sandbox', () => {
  it('says that nothing answers', async () => {
    const sandbox = await startSandbox();
    const account = await sandbox.createAccount();
    await sandbox.close();
    const message = `The controls of the sandbox at ${sandbox.controlUrl} do not answer. Is it running?`;
    await assert.rejects(connectSandbox(sandbox.controlUrl), { name: 'SandboxError', status: undefined, message });
    await assert.rejects(account.clock.get(), { message });
    await assert.rejects(sandbox.createAccount(), { message });
  });

  it('says that something else does', async () => {
    await using sandbox = await startSandbox();
    const others = await Promise.all(['<!doctype html><h1>It works</h1>', '', '{}', '[]', 'null'].map(answering));
    for (const url of [sandbox.baseUrl, ...others]) {
      await assert.rejects(connectSandbox(url), {
        name: 'SandboxError',
        message: new RegExp(`^What answers at ${url} \\(with \\d+\\) is not the controls of a sandbox, `),
      });
    }
  });

  it('says what the URL should look like', async () => {
    for (const url of ['localhost:9440', 'not a url', '/sandbox/v1', 'ftp://localhost']) {
      await assert.rejects(connectSandbox(url), { message: /is no URL of a sandbox's controls\. It looks like http/ });
    }
  });
});

describe('the URL of the controls', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  const found = async (url?: string) => (await connectSandbox(url)).account.accountId;

  it('may end as it likes', async () => {
    for (const end of ['', '/', '/sandbox/v1', '/sandbox/v1/']) {
      assert.equal(await found(`${sandbox.controlUrl}${end}`), sandbox.accountId);
    }
  });

  it('comes from the environment where none is given', async (context) => {
    context.mock.property(process, 'env', { ...process.env, ROLLCALL_CONTROL_URL: sandbox.controlUrl });
    assert.equal(await found(), sandbox.accountId);
    assert.equal(await found(''), sandbox.accountId);
  });
});

/** The URL of something that is no sandbox. Ends with the process. */
async function answering(text: string): Promise<string> {
  const server = createServer((_, response) => response.end(text)).unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
