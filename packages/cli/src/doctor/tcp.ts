import { nameOfProxy, type Route } from '../connection/route.ts';
import { type Check, type Finding, failed, ok } from './finding.ts';
import { openSocket, ProxyRefused } from './open-socket.ts';

/** Somebody takes connections there, or the proxy on the way does. */
export const tcp: Check = {
  name: 'TCP',
  needs: ['DNS'],
  async run({ route, connectTimeoutMs }) {
    const { host, port, proxy } = route;
    try {
      (await openSocket(route, connectTimeoutMs)).destroy();
      return ok(
        proxy === undefined ? `port ${port} is open` : `${nameOfProxy(proxy)} lets us through to ${host}:${port}`,
      );
    } catch (error) {
      return error instanceof ProxyRefused ? refusedByProxy(error) : noConnection(error, route);
    }
  },
};

function refusedByProxy(error: ProxyRefused): Finding {
  if (error.status === 407) {
    return failed(error.message, 'It wants a user and a password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT.');
  }
  return failed(
    error.message,
    'Ask who runs the proxy to let connections through, or except the server from it with NO_PROXY.',
  );
}

function noConnection(error: unknown, { host, port, proxy }: Route): Finding {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const place = proxy === undefined ? `${host}:${port}` : nameOfProxy(proxy);
  if (proxy !== undefined) return failed(`${place} cannot be reached (${code})`, 'Check HTTPS_PROXY, or clear it.');
  if (code === 'ECONNREFUSED') {
    return failed(`nothing listens on ${place}`, 'Check the port in --base-url, and that the server runs.');
  }
  if (code === 'ETIMEDOUT') {
    return failed(
      `${place} does not answer`,
      'A firewall swallows it, mostly: check from another network, or use the proxy.',
    );
  }
  return failed(`${place} cannot be reached (${code})`, 'Check --base-url and the network of this machine.');
}
