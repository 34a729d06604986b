import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { Exchange, type Upstream } from './exchange.ts';
import type { Fault } from './faults.ts';

export interface FaultProxyOptions {
  /** Certificates that an https upstream is trusted by (PEM). */
  readonly ca?: string;
  /** Certificate and key (PEM) to listen with. Plain http unless given. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Which requests a fault is for. */
export interface When {
  /** Only requests whose path and query match. Every one unless given. */
  readonly path?: RegExp;
  readonly method?: string;
  /** The first of the matching requests that gets it, counted from when the fault was set: 1 unless given. */
  readonly nth?: number;
  /** How many in a row get it: 1 unless given. `Infinity` for all from there on. */
  readonly times?: number;
}

/** A request as it came to the proxy. */
export interface SeenRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Rule {
  readonly fault: Fault;
  readonly when: When;
  matches: number;
}

/**
 * Stands between a client and a server, passes everything on, and injects the faults it was told to: see `faults.ts`.
 *
 *   await using proxy = await FaultProxy.start(baseUrl);
 *   proxy.inject(answers(429, { 'retry-after': '2' }), { path: /\/users/, nth: 3 });
 */
export class FaultProxy implements AsyncDisposable {
  /** Where clients go: `http://localhost:4711`. */
  readonly url: string;
  /** Everything that came, in order. */
  readonly seen: SeenRequest[] = [];
  /** What was passed on to the server, in order. */
  readonly passed: SeenRequest[] = [];
  readonly #server: Server;
  readonly #rules: Rule[] = [];

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** @param upstream base URL of the server, http or https */
  static async start(upstream: string, { ca, tls }: FaultProxyOptions = {}): Promise<FaultProxy> {
    const server = tls === undefined ? createHttpServer() : createHttpsServer(tls);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const proxy = new FaultProxy(server, `${tls === undefined ? 'http' : 'https'}://localhost:${port}`);
    proxy.#serve({ url: upstream, ca });
    return proxy;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Injects a fault. Where several are for the same request, the one set first wins. */
  inject(fault: Fault, when: When = {}): void {
    this.#rules.push({ fault, when, matches: 0 });
  }

  /** Passes everything on from now on. */
  clear(): void {
    this.#rules.length = 0;
  }

  /** How many requests came whose path and query match. */
  count(path: RegExp): number {
    return this.seen.filter((request) => path.test(request.path)).length;
  }

  #serve(upstream: Upstream): void {
    this.#server.on('request', async (incoming, response) => {
      // Whoever hangs up in the middle is what some faults are about.
      response.on('error', () => {});
      try {
        const { method = '', url: path = '', headers } = incoming;
        const request = { method, path, headers, body: (await buffer(incoming)).toString() };
        this.seen.push(request);
        const exchange = new Exchange(request, response, upstream, () => this.passed.push(request));
        await (this.#faultFor(request) ?? ((each: Exchange) => each.pass()))(exchange);
      } catch {
        response.destroy();
      }
    });
  }

  #faultFor(request: SeenRequest): Fault | undefined {
    const hits = this.#rules.filter((rule) => {
      const { path = /^/, method = request.method, nth = 1, times = 1 } = rule.when;
      if (!path.test(request.path) || method !== request.method) return false;
      rule.matches += 1;
      return rule.matches >= nth && rule.matches < nth + times;
    });
    return hits[0]?.fault;
  }
}
