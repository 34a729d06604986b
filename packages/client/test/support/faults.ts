import type { Exchange } from './exchange.ts';

/** What is done to one request in place of passing it on. */
export type Fault = (exchange: Exchange) => void | Promise<void>;

/** The proxy answers itself. An object goes out as JSON, a string as it is. */
export function answers(status: number, headers: Readonly<Record<string, string>> = {}, body: unknown = ''): Fault {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain' : 'application/json';
  return ({ response }) => {
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(isText ? body : JSON.stringify(body));
  };
}

/** A page for people, as proxies answer. */
export function answersHtml(status: number): Fault {
  const page = `<!doctype html><html><head><title>${status}</title></head><body><h1>${status}</h1>nginx</body></html>`;
  return answers(status, { 'content-type': 'text/html' }, page);
}

/** `Retry-After` as the time of day that lies so many seconds after the answer's `Date` (RFC 9110 section 10.2.3). */
export function answersRetryDate(status: number, seconds: number): Fault {
  return (exchange) => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    const headers = { date: new Date(now).toUTCString(), 'retry-after': new Date(now + seconds * 1000).toUTCString() };
    return answers(status, headers)(exchange);
  };
}

/** Passes the request on, and breaks the connection in the middle of the answer's body. */
export function cutsBody(): Fault {
  return async (exchange) => {
    const { status, headers, body } = await exchange.fetch();
    const { response } = exchange;
    response.writeHead(status, { 'content-type': headers['content-type'] ?? '', 'content-length': body.length });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  };
}

/** Passes the request on, and hands back the first half of the body as if it were all of it: JSON that breaks off. */
export function breaksJson(): Fault {
  return async (exchange) => {
    const { status, headers, body } = await exchange.fetch();
    const half = body.subarray(0, Math.floor(body.length / 2)).toString();
    await answers(status, { 'content-type': headers['content-type'] ?? '' }, half)(exchange);
  };
}

/** Breaks the connection without an answer; the server never sees the request. */
export function resets(): Fault {
  return ({ response }) => {
    response.destroy();
  };
}

/** Passes the request on; the answer is lost on its way back. What the server did, it did. */
export function losesAnswer(): Fault {
  return async (exchange) => {
    await exchange.fetch();
    exchange.response.destroy();
  };
}

/** Passes the request on with other credentials: those of a token that is dead by now, for example. */
export function replacesAuthorization(value: string): Fault {
  return (exchange) => exchange.pass({ authorization: value });
}

/** Passes the request on and changes the JSON that comes back. */
export function changesBody(change: (body: Record<string, unknown>) => unknown): Fault {
  return async (exchange) => {
    const { status, headers, body } = await exchange.fetch();
    const type = headers['content-type'] ?? 'application/json';
    await answers(status, { 'content-type': type }, change(JSON.parse(body.toString())))(exchange);
  };
}

/** Holds a request back until it is released, then goes on as told; it is passed on unless told otherwise. */
export interface Hold {
  readonly fault: Fault;
  /** Resolves when the first request is being held. */
  readonly reached: Promise<void>;
  release(): void;
}

export function holds(then: Fault = (exchange) => exchange.pass()): Hold {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    fault: async (exchange) => {
      reached.resolve();
      await released.promise;
      await then(exchange);
    },
    reached: reached.promise,
    release: released.resolve,
  };
}
