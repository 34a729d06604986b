import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { TestContext } from 'node:test';

/** An HTTPS proxy (CONNECT) that has its own idea of where names lead. */
export interface Tunnel {
  /** For HTTPS_PROXY. */
  readonly url: string;
  /** `api.example.test:443`, in the order they were asked for. */
  readonly asked: string[];
}

interface TunnelOptions {
  /** Ports of this machine, by host and port that a client wants: `{ 'api.example.test:443': 4711 }`. */
  readonly ports: Readonly<Record<string, number>>;
  /** What `Proxy-Authorization` must be. */
  readonly authorization?: string;
}

/** Starts one. What it does not know it refuses with 403. */
export async function startTunnel(context: TestContext, { ports, authorization }: TunnelOptions): Promise<Tunnel> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', ({ url = '', headers }, socket) => {
    socket.on('error', () => socket.destroy());
    if (headers['proxy-authorization'] !== authorization) return socket.end('HTTP/1.1 407 No\r\n\r\n');
    asked.push(url);
    const port = ports[url];
    if (port === undefined) return socket.end('HTTP/1.1 403 No\r\n\r\n');
    const upstream = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return { url: `http://127.0.0.1:${port}`, asked };
}
