import { ADMIN_OPERATIONS, type AdminOperation, type AdminOperationId } from '@rollcall/contract/admin';
import { type ApiError, readRefusal, unreachable } from './api-error.ts';
import type { AnyInput, InputArguments, ResultOf } from './operation-types.ts';

export interface CallerParts {
  /** Where the management API is: ends in `/admin/v1/`. */
  readonly baseUrl: URL;
  readonly fetch: typeof fetch;
  /** What proves that a change comes from this page; undefined while nobody is signed in. */
  readonly csrfToken: () => string | undefined;
  /** Asks who is signed in to prove it once more; false where they will not. */
  readonly proveAgain: () => Promise<boolean>;
  readonly wait: (seconds: number) => Promise<void>;
}

/** Calls an operation of the management API by its id, with what the contract declares that it takes and answers. */
export interface Caller {
  /** @throws ApiError */
  call<Id extends AdminOperationId>(id: Id, ...input: InputArguments<Id>): Promise<ResultOf<Id>>;
  /** Where the browser itself can ask for it: downloads, events. */
  address<Id extends AdminOperationId>(id: Id, ...input: InputArguments<Id>): URL;
}

/** Seconds that a refused read waits at the most before it is repeated; beyond, a person is better told. */
const PATIENCE_SECONDS = 10;

const OPERATIONS = new Map<string, AdminOperation>(ADMIN_OPERATIONS.map((operation) => [operation.id, operation]));

export function createCaller(parts: CallerParts): Caller {
  return {
    call: async (id, ...[input]) => {
      const operation = operationOf(id);
      const send = () => exchange(parts, operation, input ?? {});
      const answer = await send().catch((error: ApiError) => repeat(parts, operation, error, send));
      return answer as never; // as the contract declares it, which the server's tests hold it to
    },
    address: (id, ...[input]) => addressOf(parts.baseUrl, operationOf(id), input ?? {}),
  };
}

/** Once more, where that may help. */
async function repeat(parts: CallerParts, { method }: AdminOperation, error: ApiError, send: () => Promise<unknown>) {
  if (error.reason === 'reauthentication_required' && (await parts.proveAgain())) return send();
  const seconds = error.retryAfter ?? Number.POSITIVE_INFINITY;
  if (error.status !== 429 || method !== 'GET' || seconds > PATIENCE_SECONDS) throw error;
  await parts.wait(seconds);
  return send();
}

async function exchange(parts: CallerParts, operation: AdminOperation, input: AnyInput): Promise<unknown> {
  const response = await parts
    .fetch(addressOf(parts.baseUrl, operation, input), requestOf(parts, operation, input))
    .catch((cause: unknown) => {
      throw unreachable(cause);
    });
  if (!response.ok) throw await readRefusal(response);
  return response.status === 204 ? undefined : response.json();
}

function requestOf({ csrfToken }: CallerParts, { method }: AdminOperation, { body }: AnyInput): RequestInit {
  const token = method === 'GET' ? undefined : csrfToken();
  return {
    method,
    headers: {
      accept: 'application/json',
      ...(token !== undefined && { 'x-csrf-token': token }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    credentials: 'same-origin',
    redirect: 'error',
  };
}

function addressOf(baseUrl: URL, { path }: AdminOperation, { path: places = {}, query = {} }: AnyInput): URL {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(places[name] ?? ''));
  // `./`, because a colon in the first segment would make a scheme of it.
  const url = new URL(`.${filled}`, baseUrl);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  return url;
}

/** @throws Error for an id that the contract does not know, which its types rule out */
export function operationOf(id: AdminOperationId): AdminOperation {
  const operation = OPERATIONS.get(id);
  if (operation === undefined) throw new Error(`The management API has no operation ${id}.`);
  return operation;
}
