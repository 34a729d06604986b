import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A load balancer for TCP on loopback: each new connection goes to the next server in rotation that takes it. */
export class LoadBalancer {
  readonly #server: Server;
  readonly #ports: (number | undefined)[];
  readonly #connections = new Map<Socket, number>();
  #turn = 0;

  private constructor(places: number) {
    this.#ports = Array.from({ length: places }, () => undefined);
    this.#server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (client) => {
      client.on('error', () => {});
      this.#forward(client, this.#ports.length);
    });
  }

  /** @param places how many servers there can be; none is in rotation yet */
  static async start(places: number): Promise<LoadBalancer> {
    const balancer = new LoadBalancer(places);
    balancer.#server.listen(0, '127.0.0.1');
    await once(balancer.#server, 'listening');
    return balancer;
  }

  get port(): number {
    const address = this.#server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  }

  /** Puts a server into rotation, in place of the one that was there. */
  putIn(place: number, port: number): void {
    this.#ports[place] = port;
  }

  /** Sends a server no new connections. Those it has go on. */
  takeOut(place: number): void {
    this.#ports[place] = undefined;
  }

  /** Breaks the connections to a server, or all there are. @returns how many */
  cut(place?: number): number {
    const cut = [...this.#connections].filter(([, at]) => place === undefined || at === place);
    for (const [socket] of cut) reset(socket);
    return cut.length;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #forward(client: Socket, attempts: number): void {
    const place = this.#next();
    const port = place === undefined ? undefined : this.#ports[place];
    if (place === undefined || port === undefined || attempts === 0) {
      reset(client);
      return;
    }
    const server = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const tryNext = () => this.#forward(client, attempts - 1);
    server.once('error', tryNext);
    server.once('connect', () => {
      server.off('error', tryNext);
      // Who has gone away meanwhile is nobody to wait for.
      if (client.destroyed) server.destroy();
      else this.#join(client, server, place);
    });
  }

  #next(): number | undefined {
    for (const _ of this.#ports) {
      this.#turn = (this.#turn + 1) % this.#ports.length;
      if (this.#ports[this.#turn] !== undefined) return this.#turn;
    }
    return undefined;
  }

  #join(client: Socket, server: Socket, place: number): void {
    this.#connections.set(client, place);
    server.on('error', () => reset(client));
    client.on('close', () => {
      this.#connections.delete(client);
      server.destroy();
    });
    client.pipe(server);
    server.pipe(client);
  }
}

/** Breaks it so that the other side hears of it. Node.js loses a socket that is reset while its end is being sent. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
