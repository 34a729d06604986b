import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { SeenRequest } from './fault-proxy.ts';

/** The server behind the proxy. */
export interface Upstream {
  readonly url: string;
  readonly ca: string | undefined;
}

/** What the server answered, read to the end. */
interface Passed {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What belongs to one connection, and lengths that a changed body would not have any more. */
const NOT_COPIED = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']);

/** One request and the answer that is still to be given: what a fault works with. */
export class Exchange {
  readonly request: SeenRequest;
  readonly response: ServerResponse;
  readonly #upstream: Upstream;
  readonly #onPassed: () => void;

  constructor(request: SeenRequest, response: ServerResponse, upstream: Upstream, onPassed: () => void) {
    this.request = request;
    this.response = response;
    this.#upstream = upstream;
    this.#onPassed = onPassed;
  }

  /** Passes the request on, with these headers in place of its own, and the answer back. */
  async pass(headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const { status, headers: answered, body } = await this.fetch(headers);
    this.response.writeHead(status, { ...copied(answered), 'content-length': body.length });
    this.response.end(body);
  }

  /** Passes the request on and returns the answer, whole. */
  fetch(headers: Readonly<Record<string, string>> = {}): Promise<Passed> {
    const { method, path, headers: own, body } = this.request;
    const { url, ca } = this.#upstream;
    const target = new URL(url.replace(/\/$/, '') + path);
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent = { ...copied(own), ...headers, 'content-length': Buffer.byteLength(body) };
    this.#onPassed();
    return new Promise((resolve, reject) => {
      const outgoing = send(target, { method, headers: sent, agent: false, ...(ca ? { ca } : {}) }, (answer) => {
        const { statusCode = 0, headers: answered } = answer;
        buffer(answer).then((whole) => resolve({ status: statusCode, headers: answered, body: whole }), reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}

function copied(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | string[]> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || NOT_COPIED.has(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(kept);
}
