import type { TestContext } from 'node:test';
import type { Scope } from '@rollcall/contract';
import { FaultProxy, type FaultProxyOptions } from '../../../client/test/support/fault-proxy.ts';
import type { Fault } from '../../../client/test/support/faults.ts';
import { type Client, Service, type ServiceOptions } from '../../../server/test/service/service.ts';
import type { CheckName, Verdict } from '../../src/doctor/finding.ts';
import { type Finished, type RunOptions, rollcall } from '../support/rollcall.ts';

interface SceneOptions extends ServiceOptions {
  readonly scopes?: readonly Scope[];
  readonly proxy?: FaultProxyOptions;
}

/** A real service with one application, and a proxy before it that the doctor is pointed at. */
export interface DoctorScene {
  readonly service: Service;
  readonly proxy: FaultProxy;
  readonly application: Client;
  /** `--base-url` and what else is needed, as environment. */
  readonly env: Readonly<Record<string, string>>;
  doctor(args?: readonly string[], options?: RunOptions): Promise<Report>;
}

/** What the doctor said with --json, by check. */
export interface Report extends Finished {
  readonly document: {
    readonly verdict: Verdict;
    readonly requests: number;
    readonly checks: readonly Found[];
  };
  found(check: CheckName): Found;
}

interface Found {
  readonly check: CheckName;
  readonly verdict: Verdict;
  readonly message: string;
  readonly way_out?: string;
}

export async function startDoctorScene(
  context: TestContext,
  { scopes, proxy: proxyOptions, ...options }: SceneOptions = {},
): Promise<DoctorScene> {
  const service = await Service.start(options);
  const proxy = await FaultProxy.start(service.app.baseUrl, proxyOptions);
  context.after(async () => {
    await proxy[Symbol.asyncDispose]();
    await service[Symbol.asyncDispose]();
  });
  const application = await service.client(await service.account([{}, {}]), scopes);
  const env = environmentOf(proxy.url, application);
  return { service, proxy, application, env, doctor: (args = [], more = {}) => runDoctor(env, args, more) };
}

export function environmentOf(baseUrl: string, application: Client): Readonly<Record<string, string>> {
  return {
    ROLLCALL_BASE_URL: baseUrl,
    ROLLCALL_ACCOUNT: application.accountId,
    ROLLCALL_CLIENT_ID: application.clientId,
    ROLLCALL_CLIENT_SECRET: application.clientSecret,
  };
}

export async function runDoctor(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<Report> {
  const finished = await rollcall(['doctor', '--json', ...args], { ...options, env: { ...env, ...options.env } });
  const document: Report['document'] = JSON.parse(finished.stdout);
  const found = (name: CheckName) => {
    const one = document.checks.find(({ check }) => check === name);
    if (one === undefined) throw new Error(`Nothing about ${name}: ${finished.stdout}`);
    return one;
  };
  return { ...finished, document, found };
}

/** Passes the request on and changes headers of the answer; undefined takes one off. */
export function changesHeaders(changes: Readonly<Record<string, string | undefined>>): Fault {
  return async (exchange) => {
    const { status, headers, body } = await exchange.fetch();
    const changed = { ...headers, ...changes, 'content-length': String(body.length) };
    const kept = Object.entries(changed).filter(([name, value]) => value !== undefined && name !== 'transfer-encoding');
    exchange.response.writeHead(status, Object.fromEntries(kept));
    exchange.response.end(body);
  };
}
