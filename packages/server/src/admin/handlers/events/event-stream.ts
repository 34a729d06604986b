import { Readable } from 'node:stream';

/** What may wait for a listener that reads slowly, in bytes; whoever is further behind has to come again. */
const MOST_WAITING = 512 * 1024;
/** How long a browser waits before it comes again, in milliseconds. */
const RETRY_MS = 5_000;

/** Server-sent events on their way to one listener. */
export class EventStream {
  readonly #stream = new Readable({ read: () => {} });

  constructor() {
    this.#write(`retry: ${RETRY_MS}\n\n`);
  }

  get readable(): Readable {
    return this.#stream;
  }

  /** @param data JSON: it has no line ends */
  send(event: string, data: string, id?: number): void {
    this.#write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`);
  }

  /** A comment, so that nobody in between takes the connection for a dead one. */
  beat(): void {
    this.#write(':\n\n');
  }

  end(): void {
    if (!this.#stream.readableEnded) this.#stream.push(null);
  }

  #write(text: string): void {
    if (this.#stream.destroyed) return;
    if (this.#stream.readableLength > MOST_WAITING) this.#stream.destroy();
    else this.#stream.push(text);
  }
}
