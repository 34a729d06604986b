import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as api from '@rollcall/client';
import { connectSandbox, type Sandbox, startSandbox } from '@rollcall/client/testing';
import { CONTROL_OPERATIONS } from '@rollcall/contract/sandbox';
import { EVERY_CONTROL, everyControl } from '../support/every-control.ts';

const run = promisify(execFile);
const ELSEWHERE = fileURLToPath(new URL('../support/elsewhere.ts', import.meta.url));

describe('every control has a function', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it('for the first account of a sandbox in this process', async () => {
    assert.deepEqual(await everyControl(api, sandbox), EVERY_CONTROL);
  });

  it('for any account, by the URL of the controls', async () => {
    const { account, createAccount, getAccount } = await connectSandbox(sandbox.controlUrl);
    assert.deepEqual(await everyControl(api, account), EVERY_CONTROL);
    await using isolated = await createAccount({ preset: 'one-owner' });
    assert.deepEqual(await everyControl(api, await getAccount(isolated.accountId)), EVERY_CONTROL);
  });

  it('in a process of its own, which ends by itself', async () => {
    const { stdout } = await run(process.execPath, [ELSEWHERE, sandbox.controlUrl]);
    assert.deepEqual(JSON.parse(stdout), EVERY_CONTROL);
  });

  it('and each function is for a control', async (context) => {
    const asked = listen(context, sandbox.controlUrl);
    const called = new Set<string>();
    const { account, ...whole } = await connectSandbox(sandbox.controlUrl);
    const remote = watched(whole, called);
    const isolated = await remote.createAccount({ preset: 'one-owner' });
    assert.equal((await remote.listAccounts()).length, 2);
    const again = watched(await remote.getAccount(isolated.accountId), called);
    await everyControl(api, again);
    await again.delete();
    await remote.reset();

    const ids = CONTROL_OPERATIONS.map(({ id }) => id);
    assert.deepEqual([...asked].sort(), [...ids].sort());
    assert.deepEqual(called, new Set([...functionsOf(whole), ...functionsOf(account)]));
  });

  it('and a sandbox in this process has them all', async () => {
    const { account, ...remote } = await connectSandbox(sandbox.controlUrl);
    const own = functionsOf(sandbox);
    // It goes away as a whole.
    const wanted = [...functionsOf(remote), ...functionsOf(account)].filter((name) => name !== 'delete');
    assert.deepEqual(
      wanted.filter((name) => !own.includes(name)),
      [],
    );
  });
});

/** The ids of the controls that are asked for from now on; `METHOD path` where there is no such control. */
function listen(context: TestContext, controlUrl: string): ReadonlySet<string> {
  const asked = new Set<string>();
  const real = globalThis.fetch;
  context.mock.method(globalThis, 'fetch', (...[input, init]: Parameters<typeof fetch>) => {
    const url = new URL(String(input));
    if (url.origin === controlUrl) asked.add(controlOf(init?.method ?? 'GET', url.pathname));
    return real(input, init);
  });
  return asked;
}

function controlOf(method: string, path: string): string {
  const found = CONTROL_OPERATIONS.find((each) => {
    const pattern = each.path.replaceAll(/\{\w+\}/g, '[^/:]+');
    return each.method === method && new RegExp(`^/sandbox/v1${pattern}$`).test(path);
  });
  return found?.id ?? `${method} ${path}`;
}

/** `people.list`, `createAccount`, … */
function functionsOf(of: object, prefix = ''): string[] {
  return Object.entries(of).flatMap(([name, value]) => {
    if (typeof value === 'function') return `${prefix}${name}`;
    return typeof value === 'object' && value !== null ? functionsOf(value, `${prefix}${name}.`) : [];
  });
}

/** The same, and whichever of its functions is called is remembered. */
function watched<T extends object>(of: T, called: Set<string>, prefix = ''): T {
  return new Proxy(of, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value === 'function') called.add(`${prefix}${String(key)}`);
      return typeof value === 'object' && value !== null ? watched(value, called, `${prefix}${String(key)}.`) : value;
    },
  });
}
