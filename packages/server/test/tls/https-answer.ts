import { createServer } from 'node:https';
import { type AddressInfo, isIP } from 'node:net';
import type { TestContext } from 'node:test';
import { checkServerIdentity, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { TlsMaterial } from '../../src/tls/tls-material.ts';

export interface HttpsAnswer {
  readonly port: number;
}

/** An https server that follows the material, as the listener of the service does. */
export async function serveWith(t: TestContext, material: TlsMaterial): Promise<HttpsAnswer> {
  const server = createServer({ cert: material.cert, key: material.key }, (_request, response) =>
    response.end('hello'),
  );
  const stop = material.onChange?.((next) => server.setSecureContext(next));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    stop?.();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  return { port: (server.address() as AddressInfo).port }; // listening on TCP: never a pipe's name
}

/** A handshake that checks the chain against `ca` and the certificate against `name`. Rejects when refused. */
export async function handshake(port: number, ca: string, name: string): Promise<PeerCertificate> {
  const socket = await open(port, ca, name);
  try {
    return socket.getPeerCertificate();
  } finally {
    socket.destroy();
  }
}

/** A connection that stays open until the test destroys it. */
export async function open(port: number, ca: string, name: string): Promise<TLSSocket> {
  return await new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca,
      // RFC 6066 allows no addresses here; the certificate is checked for one all the same.
      servername: isIP(name) === 0 ? name : '',
      checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
    });
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', reject);
  });
}
