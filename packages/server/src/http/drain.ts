import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Milliseconds between two looks for connections that have become idle while the service stops. */
const LOOK_MS = 20;
/** Connections that can wait to be accepted: the default of listen(). One of them is accepted in a turn of the event loop. */
const BACKLOG = 511;
/** Milliseconds that taking them in may cost. */
const MOST_TAKING_IN_MS = 500;

/** The connections of a listener, those included whose TLS handshake is not over, which the HTTP server does not know. */
export function followConnections(server: FastifyInstance): ReadonlySet<Socket> {
  const connections = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  return connections;
}

/**
 * Says farewell to who asks on a connection that is kept alive, takes in what has arrived, stops accepting, lets running
 * requests finish, and closes each connection as it becomes idle: a client would hold the service up for as long as it
 * likes.
 * @param after.farewell milliseconds in which answers say that the connection closes with them, and new ones are accepted:
 *   whoever asks then loses nothing. It is over as soon as nobody is connected any more
 * @param after.drain what is still there after so many milliseconds more is cut off
 */
export async function drain(
  server: FastifyInstance,
  connections: ReadonlySet<Socket>,
  after: { readonly farewell: number; readonly drain: number },
): Promise<void> {
  server.server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
  await until(() => connections.size === 0, after.farewell);
  await takeIn();
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy(); // opened ahead, nothing asked yet
  const looking = setInterval(() => server.server.closeIdleConnections(), LOOK_MS);
  const cutOff = setTimeout(() => {
    for (const socket of connections) socket.destroy();
  }, after.drain);
  try {
    await server.close();
  } finally {
    clearInterval(looking);
    clearTimeout(cutOff);
  }
}

/** Waits for a condition, so many milliseconds at the most. */
async function until(condition: () => boolean, mostMs: number): Promise<void> {
  const end = performance.now() + mostMs;
  while (!condition() && performance.now() < end) await sleep(LOOK_MS);
}

/** Who connected and asked before the stop is heard: closing the listener would break connections nobody has accepted. */
async function takeIn(): Promise<void> {
  const end = performance.now() + MOST_TAKING_IN_MS;
  for (let turn = 0; turn <= BACKLOG && performance.now() < end; turn++) await nextTurn();
}
