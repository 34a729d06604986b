import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN_OPERATIONS, type AdminOperation, type AdminOperationId } from '@rollcall/contract/admin';
import { userAgent } from '../../connection/connect.ts';
import { explainNoConnection } from '../../connection/explain-no-connection.ts';
import { Failure } from '../../failure.ts';
import { printableText } from '../../output/printable-text.ts';
import { type AdminApiRefusal, refusalOf } from './refusal.ts';

/** Milliseconds for one try of a request. */
const TIMEOUT_MS = 30_000;
/** Seconds that the limits of the server are waited for, altogether: longer than the minute they count by. */
const PATIENCE_SECONDS = 120;

export interface AdminRequest {
  readonly operation: AdminOperationId;
  /** By the names in the path. */
  readonly params?: Readonly<Record<string, string>>;
  /** Undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
}

/**
 * Asks the management API of a server. Waits where its limits say so.
 *
 * @throws AdminApiRefusal with the server's sentence
 * @throws Failure if it cannot be reached
 */
export type AdminApi = <Answer = undefined>(request: AdminRequest) => Promise<Answer>;

/** @param server URL without a trailing slash */
export function adminApi(server: string, adminKey: string): AdminApi {
  return async <Answer>(request: AdminRequest): Promise<Answer> => {
    const operation = operationOf(request.operation);
    for (let patience = PATIENCE_SECONDS; ; ) {
      const response = await send(server, adminKey, operation, request);
      const body = await bodyIn(server, response);
      const isAnswer = response.status === 204 || (response.ok && typeof body === 'object' && body !== null);
      // What the contract declares, which the server's own tests hold every answer to.
      if (isAnswer) return body as Answer;
      const refusal = refusalOf(server, response, body);
      const seconds = secondsToWait(operation, refusal);
      if (seconds === undefined || seconds > patience) throw refusal;
      process.stderr.write(`rollcall: ${printableText(refusal.message)} Waiting ${seconds} s.\n`);
      patience -= seconds;
      await sleep(seconds * 1000);
    }
  };
}

/** What was refused for the moment may be asked again; a change only where it is certain that it was not made. */
function secondsToWait({ method }: AdminOperation, { status, retryAfter }: AdminApiRefusal): number | undefined {
  const again = status === 429 || (status === 503 && method === 'GET');
  return again && retryAfter !== undefined ? Math.max(1, retryAfter) : undefined;
}

function operationOf(id: AdminOperationId): AdminOperation {
  const found = ADMIN_OPERATIONS.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}

async function send(
  server: string,
  adminKey: string,
  { method, path }: AdminOperation,
  { params = {}, query = {}, body }: AdminRequest,
): Promise<Response> {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const url = new URL(`${server}/admin/v1${filled}`);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  const headers: Record<string, string> = { authorization: `Bearer ${adminKey}`, 'user-agent': userAgent() };
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(url, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      // The key is for this server alone.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw noAnswer(server, cause);
  }
}

/** What JSON says; undefined where there is none. */
async function bodyIn(server: string, response: Response): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw noAnswer(server, cause);
  });
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noAnswer(server: string, cause: unknown): Failure {
  const { host } = new URL(server);
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return new Failure(`No answer from ${host} within ${TIMEOUT_MS / 1000} s. Is it well? Check --server.`, { cause });
  }
  return new Failure(`No answer from ${host}. ${explainNoConnection({ cause, server, flag: '--server' })}`, { cause });
}
