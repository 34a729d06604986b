import type { JournalEntry, JournalPage, JournalToken } from '@rollcall/contract/sandbox';
import { readBasicCredentials } from '../../http/client-authentication.ts';
import type { NotedRequest } from './noted-request.ts';
import { pageAskedFor } from './page-asked-for.ts';
import type { Secrets } from './secrets.ts';

/** The entry as it is read, without a secret or a token in it. */
export function entryOf(noted: NotedRequest, secrets: Secrets): JournalEntry {
  const { arrived, operation, status, reason, clientId, body } = noted;
  const { version, url, headers, fault } = arrived;
  const path = secrets.masked(pathOf(url));
  const claimed = clientId === undefined ? claimedClientId(noted) : undefined;
  const requestHeaders = maskedHeaders(headers, secrets);
  const userAgent = requestHeaders['user-agent'];
  return {
    sequence: arrived.sequence,
    time: new Date(arrived.time).toISOString(),
    wall_time: new Date(arrived.wallTime).toISOString(),
    duration_ms: noted.durationMs,
    region: arrived.region,
    operation,
    ...(version && { api_version: version }),
    method: arrived.method,
    path,
    query: maskedQuery(url, secrets),
    request_headers: requestHeaders,
    ...(body !== undefined && { request_body: secrets.masked(body) }),
    ...(userAgent !== undefined && { user_agent: userAgent }),
    ...(clientId !== undefined && { client_id: clientId }),
    ...(claimed !== undefined && { claimed_client_id: claimed }),
    ...idsIn(path),
    ...(arrived.token && { token: tokenOf(noted) }),
    ...(arrived.page && operation === arrived.operation && { page: pageOf(noted, secrets) }),
    outcome: noted.outcome,
    ...(!noted.settled && { under_way: true }),
    ...(status !== undefined && { status }),
    ...(reason !== undefined && { reason }),
    ...(noted.retryAfter !== undefined && { retry_after: noted.retryAfter }),
    ...(noted.retryAfterMs !== undefined && { retry_after_ms: noted.retryAfterMs }),
    ...(noted.rateLimit !== undefined && { rate_limit: noted.rateLimit }),
    ...(fault && { fault }),
    request_id: arrived.requestId,
  };
}

/** The application that a request said it came from, where it did not prove it. */
export function claimedClientId({ arrived: { headers, token } }: NotedRequest): string | undefined {
  return token ? token.issued?.clientId : readBasicCredentials(headerOf(headers, 'authorization'))?.clientId;
}

/** The account and the person in a path. */
export function idsIn(path: string): { account_id?: string; user_id?: string } {
  const [, account, user] = /\/accounts\/([^/?#]+)(?:\/users\/([^/?#]+))?/.exec(path) ?? [];
  if (account === undefined) return {};
  const userId = user === undefined ? '' : (decoded(user).split(':', 1)[0] ?? '');
  return { account_id: decoded(account), ...(userId !== '' && { user_id: userId }) };
}

export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

function tokenOf({ arrived: { token }, expired }: NotedRequest): JournalToken {
  const issued = token?.issued;
  return {
    fingerprint: token?.fingerprint ?? '',
    ...(issued?.by !== undefined && { issued_by: issued.by }),
    ...(issued && { expire_time: new Date(issued.expiresAt).toISOString() }),
    expired,
  };
}

function pageOf({ arrived: { page, url }, people, hasNext }: NotedRequest, secrets: Secrets): JournalPage {
  const { size, filter } = pageAskedFor(url);
  return {
    walk: page?.walk ?? 0,
    number: page?.number ?? 0,
    ...(size !== undefined && { requested_size: secrets.masked(size) }),
    ...(people !== undefined && { people }),
    ...(hasNext !== undefined && { has_next: hasNext }),
    ...(filter !== undefined && { filter: secrets.masked(filter) }),
    ...(page?.isForeign && { unknown_token: true }),
  };
}

function maskedQuery(url: string, secrets: Secrets): Record<string, string[]> {
  const start = url.indexOf('?');
  const query = new Map<string, string[]>();
  if (start >= 0) {
    for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
      const shown = secrets.masked(name);
      query.set(shown, [...(query.get(shown) ?? []), secrets.maskedValue(name, value)]);
    }
  }
  return Object.fromEntries(query);
}

/** What was sent in several lines is one value (RFC 9110 section 5.3). */
function maskedHeaders(headers: readonly string[], secrets: Secrets): Record<string, string> {
  const masked = new Map<string, string>();
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = (headers[at] ?? '').toLowerCase();
    const value = secrets.maskedValue(name, headers[at + 1] ?? '');
    const shown = secrets.masked(name);
    const before = masked.get(shown);
    masked.set(shown, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(masked);
}

function headerOf(headers: readonly string[], wanted: string): string | undefined {
  for (let at = 0; at + 1 < headers.length; at += 2) if (headers[at]?.toLowerCase() === wanted) return headers[at + 1];
  return undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
