import type { Socket } from 'node:net';
import { AnswerReader } from './answer-reader.ts';
import { open } from './load.ts';
import type { Destination } from './load-job.ts';

/** One answer, whole. */
export interface Exchange {
  readonly status: number;
  /** Bytes of head and body as they came over the wire, framing included. */
  readonly bytes: number;
  /** Names and values in the order they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** As it came: with chunked coding, its framing included. */
  readonly body: Buffer;
}

/** Sends one request on a connection of its own and reads the answer to its end. */
export async function exchange(destination: Destination, request: string): Promise<Exchange> {
  await using conversation = await Conversation.begin(destination);
  return await conversation.ask(request);
}

/** A connection for one request after the other. */
export class Conversation implements AsyncDisposable {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async begin(destination: Destination): Promise<Conversation> {
    return new Conversation(await open(destination));
  }

  /** @throws Error when the connection ends before the answer does */
  async ask(request: string): Promise<Exchange> {
    const socket = this.#socket;
    const parts: Buffer[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const reader = new AnswerReader(({ status }) => resolve(status));
    const read = (data: Buffer) => {
      parts.push(data);
      try {
        reader.push(data);
      } catch (error) {
        reject(error);
      }
    };
    const closed = () => reject(new Error('The connection closed before the answer.'));
    socket.on('data', read).once('error', reject).once('close', closed);
    if (socket.closed) closed();
    socket.write(request);
    try {
      return toExchange(await promise, Buffer.concat(parts));
    } finally {
      socket.off('data', read).off('error', reject).off('close', closed);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.on('error', () => {}).destroy();
  }
}

function toExchange(status: number, answer: Buffer): Exchange {
  const headEnd = answer.indexOf('\r\n\r\n');
  const lines = answer.toString('latin1', 0, headEnd).split('\r\n').slice(1);
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return { status, bytes: answer.length, headers, body: answer.subarray(headEnd + 4) };
}
