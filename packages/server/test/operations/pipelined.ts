import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request without a body. */
export interface PlainCall {
  readonly method: string;
  readonly path: string;
  readonly token: string;
}

/** Sends the calls over one connection without waiting for answers; the statuses, in their order. */
export async function pipelinedStatuses(baseUrl: string, calls: readonly PlainCall[]): Promise<number[]> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  const requests = calls.map(({ method, path, token }, index) => {
    const last = index === calls.length - 1 ? 'Connection: close\r\n' : '';
    return `${method} ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n${last}\r\n`;
  });
  socket.write(requests.join(''));
  const received = await text(socket);
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
