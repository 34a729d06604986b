import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A statement at which the connection it goes by on breaks. */
interface Trap {
  readonly bytes: Buffer;
  readonly moment: 'before' | 'after';
  readonly sprung: () => void;
}

/** A stretch of network between a server and its database, on loopback, that can be cut and blocked. */
export class Network {
  readonly #server: Server;
  readonly #socket: string;
  readonly #connections = new Set<Socket>();
  #frozen = false;
  #trap: Trap | undefined;

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

  /**
   * Breaks the connection on which the statement goes by next, and no other.
   * @param statement all of its text, or the name of a prepared one
   * @param moment `before` the database gets it, or `after` it carried it out, so that nothing but its answer is lost
   * @returns settles when that has happened
   */
  cutAt(statement: string, moment: Trap['moment']): Promise<void> {
    // On the wire texts and names end in NUL.
    const bytes = Buffer.from(`${statement}\0`);
    return new Promise((sprung) => {
      this.#trap = { bytes, moment, sprung };
    });
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
    let caught: Trap | undefined;
    const cut = (trap: Trap): void => {
      near.destroy();
      trap.sprung();
    };
    this.#carry(near, far, (bytes) => {
      caught ??= this.#catch(bytes);
      if (caught?.moment === 'before') cut(caught);
      else far.write(bytes);
    });
    this.#carry(far, near, (bytes) => {
      // The database answers a change when it is committed.
      if (caught === undefined) near.write(bytes);
      else cut(caught);
    });
  }

  #carry(from: Socket, to: Socket, pass: (bytes: Buffer) => void): void {
    this.#connections.add(from);
    from.on('data', pass);
    from.on('error', () => {});
    from.on('close', () => {
      this.#connections.delete(from);
      to.destroy();
    });
    if (this.#frozen) from.pause();
  }

  /** The trap that these bytes spring, once. */
  #catch(bytes: Buffer): Trap | undefined {
    const trap = this.#trap;
    if (trap === undefined || !bytes.includes(trap.bytes)) return undefined;
    this.#trap = undefined;
    return trap;
  }
}
