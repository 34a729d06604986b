/** One complete HTTP/1.1 answer. */
export interface ReadAnswer {
  readonly status: number;
  /** Bytes of the head and the body, framing included. */
  readonly bytes: number;
  /** The other side closes the connection after this answer. */
  readonly closes: boolean;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');
const EMPTY = Buffer.alloc(0);

/**
 * Splits what arrives on a connection into answers, by Content-Length or chunked coding (RFC 9112). It looks at nothing
 * but the framing: whoever measures a server must not be slower than the server.
 */
export class AnswerReader {
  readonly #onAnswer: (answer: ReadAnswer) => void;
  /** What arrived and could not be told apart yet. */
  #rest: Buffer = EMPTY;
  /** Bytes of the body that still have to come; -1 while a head is awaited. */
  #missing = -1;
  #chunked = false;
  #status = 0;
  #bytes = 0;
  #closes = false;

  constructor(onAnswer: (answer: ReadAnswer) => void) {
    this.#onAnswer = onAnswer;
  }

  /** @throws Error when the bytes are no HTTP/1.1 answer whose end can be told */
  push(arrived: Buffer): void {
    const data = this.#rest.length === 0 ? arrived : Buffer.concat([this.#rest, arrived]);
    this.#rest = EMPTY;
    let at = 0;
    while (at < data.length) {
      const next = this.#missing < 0 ? this.#head(data, at) : this.#body(data, at);
      if (next < 0) {
        this.#rest = data.subarray(at);
        return;
      }
      at = next;
    }
  }

  /** Where the body starts, or -1 while the head is not complete. */
  #head(data: Buffer, from: number): number {
    const end = data.indexOf(HEAD_END, from);
    if (end < 0) return -1;
    const head = data.toString('latin1', from, end + 2);
    if (!head.startsWith('HTTP/1.1 ')) throw new Error(`Not an HTTP/1.1 answer: ${head.slice(0, 40)}`);
    this.#status = Number(head.slice(9, 12));
    this.#closes = /\r\nconnection: *close\r\n/i.test(head);
    this.#bytes = end + 4 - from;
    this.#chunked = false;
    const length = /\r\ncontent-length: *(\d+)\r\n/i.exec(head)?.[1];
    if (length !== undefined) this.#missing = Number(length);
    else if (/\r\ntransfer-encoding: *chunked\r\n/i.test(head)) {
      this.#chunked = true;
      this.#missing = 0;
    } else if (this.#status === 204 || this.#status === 304) this.#missing = 0;
    else throw new Error('An answer whose end cannot be told: neither Content-Length nor chunked.');
    if (this.#missing === 0 && !this.#chunked) this.#complete();
    return end + 4;
  }

  #body(data: Buffer, from: number): number {
    if (this.#chunked && this.#missing === 0) return this.#chunkSize(data, from);
    const taken = Math.min(this.#missing, data.length - from);
    this.#bytes += taken;
    this.#missing -= taken;
    if (this.#missing === 0 && !this.#chunked) this.#complete();
    return from + taken;
  }

  /** A chunk's size line. Its data and the line end behind it are then skipped as one; so is the end of the last one. */
  #chunkSize(data: Buffer, from: number): number {
    const end = data.indexOf(LINE_END, from);
    if (end < 0) return -1;
    const size = Number.parseInt(data.toString('latin1', from, end), 16);
    if (Number.isNaN(size)) throw new Error('A chunk without a size.');
    this.#bytes += end + 2 - from;
    this.#missing = size + 2;
    if (size === 0) this.#chunked = false; // Trailers, which none of the measured servers sends, are not understood.
    return end + 2;
  }

  #complete(): void {
    this.#missing = -1;
    this.#onAnswer({ status: this.#status, bytes: this.#bytes, closes: this.#closes });
  }
}
