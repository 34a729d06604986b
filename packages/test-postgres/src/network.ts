import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A stretch of network between a server and its database, on loopback, that can be cut and blocked. */
export class Network {
  readonly #server: Server;
  readonly #socket: string;
  readonly #connections = new Set<Socket>();
  #frozen = false;

  private constructor(socket: string) {
    this.#socket = socket;
    this.#server = createServer((near) => this.#join(near));
  }

  /** @param socket the database's socket */
  static async start(socket: string): Promise<Network> {
    const network = new Network(socket);
    network.#server.listen(0, '127.0.0.1');
    await once(network.#server, 'listening');
    return network;
  }

  /** The connection URL of a database by way of it. */
  url(database: string): string {
    const address = this.#server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    return `postgres://rollcall@127.0.0.1:${port}/${database}`;
  }

  /** Breaks every connection there is; new ones can be made. */
  cut(): void {
    for (const connection of this.#connections) connection.destroy();
  }

  /** Nothing passes any more, and nothing says so: what a lost network looks like. */
  freeze(): void {
    this.#frozen = true;
    for (const connection of this.#connections) connection.pause();
  }

  thaw(): void {
    this.#frozen = false;
    for (const connection of this.#connections) connection.resume();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(near: Socket): void {
    const far = connect(this.#socket);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#connections.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => {});
      from.on('close', () => {
        this.#connections.delete(from);
        to.destroy();
      });
      if (this.#frozen) from.pause();
    }
  }
}
