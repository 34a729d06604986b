import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export interface FrontProxyOptions {
  /** The name that browsers know it by; all names below `localhost` lead to this machine. */
  readonly host?: string;
  /** What it takes off before it passes a request on: `/teams/rollcall`. */
  readonly prefix?: string;
}

/** What stands in front of the service: at another name, and below a path. */
export class FrontProxy {
  /** Where browsers go, without a slash at the end. */
  readonly url: string;
  /** Paths asked for, as they came. */
  readonly paths: string[] = [];
  /** Where requests go on to; set once the service listens. */
  target = '';
  readonly #prefix: string;

  private constructor(port: number, { host = 'localhost', prefix = '' }: FrontProxyOptions) {
    this.url = `http://${host}:${port}${prefix}`;
    this.#prefix = prefix;
  }

  /** It ends with the test. */
  static async start(context: TestContext, options: FrontProxyOptions = {}): Promise<FrontProxy> {
    const server = createServer();
    context.after(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // it listens on a port
    const proxy = new FrontProxy(port, options);
    server.on('request', (request, response) => proxy.#pass(request, response));
    return proxy;
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.paths.push(path);
    if (!path.startsWith(`${this.#prefix}/`)) return void response.writeHead(404).end('Not below the prefix.');
    const { method, headers } = request;
    const onward = send(this.target + path.slice(this.#prefix.length), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }
}
