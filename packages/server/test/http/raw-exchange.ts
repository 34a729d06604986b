import { connect, type Socket } from 'node:net';
import { assertConforms } from '../service/conformance.ts';

export interface RawAnswer {
  readonly status: number;
  /** By lower-case name; the last where a name is repeated. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape, and assert on what they find
  readonly json: any;
}

/** Bounds a wait that would otherwise hang the run. Milliseconds. */
const DEADLINE_MS = 15_000;

/** A plain connection to the service, with what arrives on it. */
export class RawConnection {
  readonly socket: Socket;
  /** Resolves with everything that arrived, when the server has closed the connection. */
  readonly closed: Promise<Buffer>;
  readonly #chunks: Buffer[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve, reject) => {
      socket.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
      socket.on('close', () => resolve(this.received));
      // A reset after the answer is how a server lets go of what still sends: what has arrived counts.
      socket.on('error', () => {});
      socket.setTimeout(DEADLINE_MS, () => {
        socket.destroy();
        reject(new Error(`The server neither answered nor closed: ${this.received.toString('latin1').slice(0, 300)}`));
      });
    });
    this.closed.catch(() => {});
  }

  static async open(baseUrl: string): Promise<RawConnection> {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(baseUrl).port) });
    const connection = new RawConnection(socket);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return connection;
  }

  get received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Whole answers so far. */
  get answers(): RawAnswer[] {
    return parseAnswers(this.received);
  }

  write(bytes: string | Uint8Array): void {
    this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  }

  /** Waits for so many whole answers. */
  async untilAnswered(count = 1): Promise<RawAnswer[]> {
    while (this.answers.length < count) {
      const more = await Promise.race([
        new Promise<boolean>((resolve) => this.socket.once('data', () => resolve(true))),
        this.closed.then(() => false),
      ]);
      if (!more && this.answers.length < count) throw new Error(`closed before answer ${count}`);
    }
    return this.answers;
  }
}

/** Sends the bytes as they are (text as latin1) and reads until the server closes. */
export async function rawExchange(baseUrl: string, bytes: string | Uint8Array): Promise<RawAnswer[]> {
  const connection = await RawConnection.open(baseUrl);
  connection.write(bytes);
  return parseAnswers(await connection.closed);
}

/** The same for one answer, which is held against OpenAPI. */
export async function rawAnswer(
  baseUrl: string,
  bytes: string | Uint8Array,
  asked: { readonly method: string; readonly path: string },
): Promise<RawAnswer> {
  const [answer] = await rawExchange(baseUrl, bytes);
  if (!answer) throw new Error('The server closed without an answer.');
  assertConforms({ ...asked, ...answer });
  return answer;
}

function parseAnswers(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return answers;
    const [statusLine = '', ...lines] = rest.toString('latin1', 0, end).split('\r\n');
    const status = Number(statusLine.split(' ')[1]);
    const headers = Object.fromEntries(lines.map((line) => splitHeader(line)));
    const length = Number(headers['content-length'] ?? 0);
    rest = rest.subarray(end + 4);
    if (status < 200) continue;
    // An answer to HEAD has a length and no body: it is the last one where it is asked for at all.
    if (rest.length > 0 && rest.length < length) return answers;
    const text = rest.toString('utf8', 0, length);
    rest = rest.subarray(length);
    const isJson = /json/.test(headers['content-type'] ?? '');
    answers.push({ status, headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined });
  }
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
