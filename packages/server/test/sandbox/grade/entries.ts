import type { JournalEntry } from '@rollcall/contract/sandbox';

const BEGIN = Date.UTC(2026, 0, 1, 12);
const ACCOUNT = 'ACMEACMEACMEACMEACMEACMEAC';

/** What a request is to be; everything else is as a good client would have it. */
export type Wanted = Partial<JournalEntry> & {
  /** Milliseconds after the answer before it; 10 unless given. */
  readonly afterMs?: number;
  /** Nothing says which application it comes from. */
  readonly isUnknown?: boolean;
};

/** A journal written by hand: requests one after the other, each answered after 2 ms. */
export function journalOf(...wanted: readonly Wanted[]): JournalEntry[] {
  let now = BEGIN;
  return wanted.map(({ afterMs = 10, isUnknown = false, ...entry }, index) => {
    now += afterMs;
    const time = new Date(now).toISOString();
    const duration = entry.duration_ms ?? 2;
    now += duration;
    return {
      sequence: index + 1,
      time,
      wall_time: time,
      duration_ms: duration,
      region: 'sandbox',
      operation: 'ListUsers',
      api_version: 'v1',
      method: 'GET',
      path: `/v1/accounts/${ACCOUNT}/users`,
      query: {},
      request_headers: { authorization: 'Bearer ***' },
      user_agent: 'acme-access-review/2.1',
      ...(!isUnknown && { client_id: 'app' }),
      outcome: 'succeeded',
      status: 200,
      request_id: `r${index + 1}`,
      ...entry,
    };
  });
}

/** A token that is issued. */
export const TOKEN: Wanted = {
  operation: 'IssueToken',
  method: 'POST',
  path: '/v1/oauth/token',
  request_headers: { authorization: 'Basic ***' },
  request_body: 'grant_type=client_credentials',
};

/** A page of a list. */
export function page(number: number, hasNext: boolean, more: Wanted & { readonly walk?: number } = {}): Wanted {
  const { walk = 1, ...rest } = more;
  return {
    token: { fingerprint: 't1', expired: false },
    ...(number > 1 && { query: { page_token: [`p${number}`] } }),
    ...rest,
    page: { walk, number, people: 25, has_next: hasNext, ...more.page },
  };
}

/** A call on one person. */
export function person(operation: string, userId = 'U1', more: Wanted = {}): Wanted {
  const verb = operation === 'GetUser' ? '' : `:${operation === 'SuspendUser' ? 'suspend' : 'reactivate'}`;
  return {
    operation,
    method: operation === 'GetUser' ? 'GET' : 'POST',
    path: `/v1/accounts/${ACCOUNT}/users/${userId}${verb}`,
    user_id: userId,
    token: { fingerprint: 't1', expired: false },
    ...more,
  };
}

/** A refusal, on whatever call. */
export function refused(status: number, reason: string): Wanted {
  return { outcome: 'refused', status, reason };
}

/** How a request may fail for the moment. */
export const FAILED_503: Wanted = { outcome: 'failed', status: 503, reason: 'unavailable' };
export const LOST: Wanted = { outcome: 'no_answer', fault: { id: 'f1', kind: 'reset_connection' } };
export const LIMITED: Wanted = {
  ...refused(429, 'rate_limit_exceeded'),
  retry_after: '1',
  retry_after_ms: 1000,
};
export const EXPIRED: Wanted = refused(401, 'invalid_token');

export function withToken(fingerprint: string): Wanted {
  return { token: { fingerprint, expired: false } };
}

export function times(count: number, wanted: Wanted): Wanted[] {
  return Array.from({ length: count }, () => wanted);
}
