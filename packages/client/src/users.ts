import { type Answer, isObject } from './answer.ts';
import type { OperationId } from './hooks.ts';
import { refuse } from './options.ts';
import { apiError, invalidResponse } from './refusal.ts';
import { type CallOptions, renewOnce, type TokenSource } from './token.ts';
import type { Transport } from './transport.ts';
import type { User, UserPage } from './user.ts';
import { type UserList, userList } from './user-list.ts';

/** Which people to list, and how. */
export interface ListOptions extends CallOptions {
  /** Only people in this state. Both unless given. */
  readonly filter?: 'active' | 'suspended' | undefined;
  /** People on a page at the most, 1 to 1000. 100 unless given. */
  readonly pageSize?: number | undefined;
  /** `next_page_token` of a page, to go on after it. The filter must be the same. */
  readonly pageToken?: string | undefined;
}

/** The people of the account. */
export interface Users {
  /**
   * Lists people in the order of `create_time`, then `id`. Nothing is sent before the first is asked for, and no page
   * before it is needed, so that any number of people needs no more memory than a page.
   *
   * @throws OptionsError for options that cannot be used; when iterated, RollcallError
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   *
   * const client = createClient(options);
   * for await (const user of client.users.list({ filter: 'suspended' })) {
   *   console.log(user.email, user.create_time);
   * }
   * ```
   */
  list(options?: ListOptions): UserList;
  /**
   * One person.
   *
   * @throws RollcallError `ERR_NOT_FOUND` if the account has no such person
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   *
   * const client = createClient(options);
   * const user = await client.users.get(userId);
   * console.log(user.display_name, user.state);
   * ```
   */
  get(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Suspends a person and returns them as they are then. Suspending who is suspended changes nothing and succeeds, so
   * that it may be repeated at will.
   *
   * @throws RollcallError `ERR_LAST_OWNER`, `ERR_EXTERNALLY_MANAGED`, `ERR_AUTOMATED_PROVISIONING`, `ERR_NOT_FOUND`
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   *
   * const client = createClient(options);
   * const { state } = await client.users.suspend(userId, { signal: AbortSignal.timeout(10_000) });
   * console.log(state); // SUSPENDED
   * ```
   */
  suspend(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Makes a suspended person active again and returns them as they are then. May be repeated at will.
   *
   * @throws RollcallError `ERR_EXTERNALLY_MANAGED`, `ERR_AUTOMATED_PROVISIONING`, `ERR_NOT_FOUND`
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   *
   * const client = createClient(options);
   * const { state } = await client.users.reactivate(userId);
   * console.log(state); // ACTIVE
   * ```
   */
  reactivate(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Answers what `suspend` would, the person as they would be or its refusal, and changes nothing. Rollcall's own: a
   * server without it answers `ERR_NOT_FOUND`, as for somebody who is not there.
   *
   * @example
   * ```ts
   * import { createClient, RollcallError } from '@rollcall/client';
   *
   * const client = createClient(options);
   * const answer = await client.users.checkSuspend(userId).catch((error: unknown) => {
   *   if (error instanceof RollcallError) return error;
   *   throw error;
   * });
   * console.log(answer instanceof RollcallError ? `would be refused: ${answer.reason}` : `would be ${answer.state}`);
   * ```
   */
  checkSuspend(userId: string, options?: CallOptions): Promise<User>;
  /**
   * As `checkSuspend`, for `reactivate`.
   *
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   *
   * const client = createClient(options);
   * const { state } = await client.users.checkReactivate(userId);
   * console.log(state); // ACTIVE: that is what they would be
   * ```
   */
  checkReactivate(userId: string, options?: CallOptions): Promise<User>;
}

const FILTERS = { active: 'user.isActive()', suspended: 'user.isSuspended()' } as const;

type UserOperation = Exclude<OperationId, 'ListUsers' | 'IssueToken' | 'RevokeToken'>;

const VERBS: Readonly<Record<UserOperation, readonly [method: 'GET' | 'POST', suffix: string]>> = {
  GetUser: ['GET', ''],
  SuspendUser: ['POST', ':suspend'],
  ReactivateUser: ['POST', ':reactivate'],
  CheckSuspendUser: ['GET', ':checkSuspend'],
  CheckReactivateUser: ['GET', ':checkReactivate'],
};

/** The operations on people. */
export function createUsers(transport: Transport, tokens: TokenSource): Users {
  const { settings } = transport;
  const collection = `${settings.baseUrl}/${settings.apiVersion}/accounts/${settings.accountId}/users`;

  async function call<T>(
    request: { readonly operation: OperationId; readonly method: 'GET' | 'POST'; readonly url: string },
    read: (answer: Answer) => T,
    callSignal: AbortSignal | undefined,
  ): Promise<T> {
    let used = '';
    return transport.send(
      {
        ...request,
        async authorization(signal) {
          if (settings.limiter !== undefined) {
            // Before the place: it is for a request that goes out now, and getting a token takes its time.
            await tokens.get({ signal });
            await settings.limiter.acquire(signal);
          }
          used = (await tokens.get({ signal })).value;
          return `Bearer ${used}`;
        },
        mend: renewOnce(tokens, () => used),
        read(answer, now) {
          if (answer.status >= 400) throw apiError(request.operation, answer, now);
          return read(answer);
        },
      },
      callSignal,
    );
  }

  const onUser =
    (operation: UserOperation) =>
    async (userId: string, options: CallOptions = {}) => {
      // Anything else could change the path, or mean the whole list.
      if (typeof userId !== 'string' || !/^[\w-]+$/.test(userId))
        refuse('userId', 'a user id; to find a person by email address, list people');
      const [method, suffix] = VERBS[operation];
      const request = { operation, method, url: `${collection}/${userId}${suffix}` };
      return call(request, (answer) => readUser(operation, answer), options.signal);
    };

  return {
    list(options = {}) {
      const { filter, pageSize = 100, pageToken, signal } = options;
      if (filter !== undefined && !Object.hasOwn(FILTERS, filter)) refuse('filter', "'active' or 'suspended'");
      if (!Number.isSafeInteger(pageSize) || pageSize < 1 || pageSize > 1000) refuse('pageSize', 'from 1 to 1000');
      if (pageToken === '') refuse('pageToken', 'the next_page_token of a page');
      return userList((next) => {
        const query = new URLSearchParams({ max_page_size: String(pageSize) });
        if (filter !== undefined) query.set('filter', FILTERS[filter]);
        if (next !== undefined) query.set('page_token', next);
        const request = { operation: 'ListUsers', method: 'GET', url: `${collection}?${query}` } as const;
        return call(request, (answer) => readPage(answer, next), signal);
      }, pageToken);
    },
    get: onUser('GetUser'),
    suspend: onUser('SuspendUser'),
    reactivate: onUser('ReactivateUser'),
    checkSuspend: onUser('CheckSuspendUser'),
    checkReactivate: onUser('CheckReactivateUser'),
  };
}

function isUser(value: unknown): value is User {
  return isObject(value) && typeof value.id === 'string' && typeof value.state === 'string';
}

function readUser(operation: OperationId, answer: Answer): User {
  if (answer.status === 200 && isUser(answer.body)) return answer.body;
  throw invalidResponse(operation, answer, `is not a user (status ${answer.status})`);
}

/** Lists that are empty and tokens that lead nowhere may be left out, null or empty: JSON out of protocol buffers is so. */
function readPage(answer: Answer, asked: string | undefined): UserPage {
  const { status, body } = answer;
  if (status !== 200 || !isObject(body)) throw invalidResponse('ListUsers', answer, `is not a page (status ${status})`);
  const { results, next_page_token: next, ...unknown } = body;
  const people: unknown = results ?? [];
  if (!Array.isArray(people) || !people.every(isUser)) {
    throw invalidResponse('ListUsers', answer, 'holds results that are no users');
  }
  if (next === undefined || next === null || next === '') return { ...unknown, results: people };
  // It would be followed for ever.
  if (typeof next !== 'string' || next === asked) throw invalidResponse('ListUsers', answer, 'leads to no next page');
  return { ...unknown, results: people, next_page_token: next };
}
