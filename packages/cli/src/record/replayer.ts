import { grouped, type Recorded } from './interchangeable.ts';
import type { WholeAnswer, WholeRequest } from './local-listener.ts';
import type { RecordedExchange } from './recording.ts';

/** Answers from a recording. */
export interface Replayer {
  /** Exchanges that were asked for again. */
  readonly replayed: number;
  /** In a sentence: where the client first did something else than in the recording. */
  readonly firstDifference: string | undefined;
  /** The first request that did not come again. */
  readonly next: Recorded | undefined;
  answer(request: WholeRequest): Promise<WholeAnswer>;
}

/**
 * Each request is answered as the same request was in the recording. Requests may come in another order where that is
 * chance; anything else is a difference, and is answered with a refusal that says so.
 */
export function createReplayer(recorded: readonly RecordedExchange[]): Replayer {
  const left = grouped(recorded);
  let replayed = 0;
  let firstDifference: string | undefined;
  return {
    get replayed() {
      return replayed;
    },
    get firstDifference() {
      return firstDifference;
    },
    get next() {
      return left[0];
    },
    async answer(request) {
      const [next] = left;
      const found = left.findIndex(({ exchange }) => differenceOf(exchange, request) === undefined);
      if (next !== undefined && left[found]?.group === next.group) {
        const [{ exchange } = next] = left.splice(found, 1);
        replayed += 1;
        return exchange.response;
      }
      const difference = describe(request, next, found < 0 ? undefined : left[found]?.number);
      firstDifference ??= difference;
      const body = JSON.stringify({
        code: 9,
        message: 'replay_differs',
        details: [{ '@type': LOCALIZED, locale: 'en', message: difference }],
      });
      return { status: 400, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
    },
  };
}

const LOCALIZED = 'type.googleapis.com/google.rpc.LocalizedMessage';

/** What the request has else than the recorded one; undefined where it is the same in all that counts. */
function differenceOf({ request: recorded }: RecordedExchange, request: WholeRequest): string | undefined {
  if (request.method !== recorded.method) return `the method is ${request.method}, not ${recorded.method}`;
  const [path, query] = partsOf(request.target);
  const [wantedPath, wantedQuery] = partsOf(recorded.target);
  if (path !== wantedPath) return `the path is ${path}, not ${wantedPath}`;
  const parameters = differingParameter(query, wantedQuery);
  if (parameters !== undefined) return parameters;
  const [token, wanted] = [bearerOf(request.headers), bearerOf(recorded.headers)];
  if (token !== wanted) return `it has ${token === undefined ? 'no access token' : 'another access token'}`;
  const isForm = recorded.headers['content-type']?.includes('x-www-form-urlencoded') === true;
  if (isForm)
    return differingParameter(new URLSearchParams(request.body.toString()), new URLSearchParams(recorded.body));
  return request.body.toString() === recorded.body ? undefined : 'the body is another one';
}

function differingParameter(given: URLSearchParams, wanted: URLSearchParams): string | undefined {
  for (const name of new Set([...given.keys(), ...wanted.keys()])) {
    const [values, recorded] = [given.getAll(name), wanted.getAll(name)];
    // What a recording does not tell cannot be compared.
    if (values.join() === recorded.join() || recorded.includes('(redacted)')) continue;
    if (values.length === 0) return `${name}=${recorded.join()} is missing`;
    if (recorded.length === 0) return `${name}=${values.join()} is new`;
    return `${name} is ${values.join()}, not ${recorded.join()}`;
  }
  return undefined;
}

function describe(request: WholeRequest, next: Recorded | undefined, later: number | undefined): string {
  const got = `${request.method} ${request.target}`;
  if (next === undefined) return `The recording is at its end, and ${got} came.`;
  if (later !== undefined)
    return `${got} came, which is request ${later} of the recording; the next is ${next.number}.`;
  return `Request ${next.number} differs: ${differenceOf(next.exchange, request)} (${got} came).`;
}

function partsOf(target: string): readonly [path: string, query: URLSearchParams] {
  const [path = '', query = ''] = target.split(/\?(.*)/s, 2);
  return [path.replaceAll(/%3a/gi, ':'), new URLSearchParams(query)];
}

function bearerOf(headers: Readonly<Record<string, string>>): string | undefined {
  return /^bearer +(\S+)/i.exec(headers.authorization ?? '')?.[1];
}
