import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
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
 * Takes in what has arrived, stops accepting, lets running requests finish, and closes each connection as it becomes
 * idle: a client that keeps its connection alive would hold the service up for as long as it likes.
 * @param limitMs what is still there after so many milliseconds is cut off
 */
export async function drain(server: FastifyInstance, connections: ReadonlySet<Socket>, limitMs: number): Promise<void> {
  await takeIn();
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy(); // opened ahead, nothing asked yet
  const looking = setInterval(() => server.server.closeIdleConnections(), LOOK_MS);
  const cutOff = setTimeout(() => {
    for (const socket of connections) socket.destroy();
  }, limitMs);
  try {
    await server.close();
  } finally {
    clearInterval(looking);
    clearTimeout(cutOff);
  }
}

/** Who connected and asked before the stop is heard: closing the listener would break connections nobody has accepted. */
async function takeIn(): Promise<void> {
  const end = performance.now() + MOST_TAKING_IN_MS;
  for (let turn = 0; turn <= BACKLOG && performance.now() < end; turn++) await nextTurn();
}
