import { Socket } from 'node:net';

/** Breaks a connection off with a TCP RST: what was sent and not yet read is lost. */
export function resetConnection(socket: Socket): void {
  const tcp = beneathTls(socket);
  if (tcp) tcp.resetAndDestroy();
  else socket.destroy();
}

/** A TLS connection has no reset of its own, and Node.js no documented way to the one it runs on. */
function beneathTls(socket: Socket): Socket | undefined {
  if (!('encrypted' in socket)) return socket;
  const parent: unknown = Reflect.get(socket, '_parent');
  return parent instanceof Socket ? parent : undefined;
}
