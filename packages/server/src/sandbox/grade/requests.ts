import { OPERATIONS } from '@rollcall/contract';
import type { JournalEntry } from '@rollcall/contract/sandbox';

const ON_PEOPLE: ReadonlySet<string> = new Set(OPERATIONS.filter(({ kind }) => kind === 'users').map(({ id }) => id));

/** Whether it is one of the operations on people, which take a bearer token. */
export function isOnPeople({ operation }: JournalEntry): boolean {
  return ON_PEOPLE.has(operation);
}

export function isTokenRequest({ operation }: JournalEntry): boolean {
  return operation === 'IssueToken';
}

/** When it arrived, in milliseconds of the machine's clock. */
export function arrivedAt({ wall_time: time }: JournalEntry): number {
  return Date.parse(time);
}

/** When its answer was finished, likewise. */
export function answeredAt(request: JournalEntry): number {
  return arrivedAt(request) + request.duration_ms;
}

/** Times of arrival are cut to whole milliseconds: what seems a millisecond early may not be. */
const CUT_OFF_MS = 1;

/** Whether the client may have known the answer to the earlier request when it sent the later one. */
export function cameAfter(later: JournalEntry, earlier: JournalEntry): boolean {
  return later.sequence > earlier.sequence && arrivedAt(later) + CUT_OFF_MS > answeredAt(earlier);
}

/**
 * The same for requests that ask the same: token, headers and time apart. Who asks may not have been found out, and of a
 * connection that broke the body may not have arrived.
 */
export function signatureOf({ method, path, query, region }: JournalEntry): string {
  const parameters = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([region, method, path, parameters]);
}

/** The application it comes from, or says it comes from. */
export function callerOf({ client_id, claimed_client_id }: JournalEntry): string | undefined {
  return client_id ?? claimed_client_id;
}

/** Whether both may come from one application. */
export function maySameCaller(a: JournalEntry, b: JournalEntry): boolean {
  const [one, other] = [callerOf(a), callerOf(b)];
  return one === undefined || other === undefined || one === other;
}

/** What came after a request, in order. A journal may be long: it is not searched from the start. */
export function* following(requests: readonly JournalEntry[], request: JournalEntry): Generator<JournalEntry> {
  const likely = request.sequence - (requests[0]?.sequence ?? 0);
  const at = requests[likely] === request ? likely : requests.indexOf(request);
  for (let next = at + 1; next < requests.length; next++) {
    const later = requests[next];
    if (later) yield later;
  }
}

/** Faults that keep the answer, or a part of it, from the client. */
const LOSING: ReadonlySet<string | undefined> = new Set(['reset_connection', 'cut_body', 'hang']);

/**
 * Whether it failed for no fault of the client's and may go well a moment later: a 5xx, or an answer that was lost on the
 * way. A client that went away by itself, or a body that cannot be read, is no such failure.
 */
export function isPassingFailure({ status, fault, outcome }: JournalEntry): boolean {
  if (outcome !== 'succeeded' && LOSING.has(fault?.kind)) return true;
  return status !== undefined && status >= 500 && status !== 501 && status !== 505;
}

/** A request that failed, and what repeated it, in order: the last may have gone well. */
export type Tries = readonly [JournalEntry, ...JournalEntry[]];

/** What was given up and taken up again later is something else. */
const SAME_ATTEMPT_MS = 10 * 60_000;

/** Every run of tries at one request that began with a passing failure. */
export function triesOf(requests: readonly JournalEntry[]): readonly Tries[] {
  const open = new Map<string, [JournalEntry, ...JournalEntry[]]>();
  const all: Tries[] = [];
  for (const request of requests) {
    const signature = signatureOf(request);
    const tries = open.get(signature);
    const last = tries?.at(-1);
    if (tries && last && arrivedAt(request) - answeredAt(last) < SAME_ATTEMPT_MS) {
      tries.push(request);
      if (!isPassingFailure(request)) open.delete(signature);
    } else if (isPassingFailure(request)) {
      const begun: [JournalEntry, ...JournalEntry[]] = [request];
      open.set(signature, begun);
      all.push(begun);
    }
  }
  return all;
}
