import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, type Socket } from 'node:net';
import { nameOfProxy, type Route } from '../connection/route.ts';

/** The proxy is there, and does not let us through. */
export class ProxyRefused extends Error {
  override readonly name = 'ProxyRefused';
  readonly status: number;

  constructor(proxy: URL, status: number) {
    super(`${nameOfProxy(proxy)} answers ${status}`);
    this.status = status;
  }
}

/**
 * A connection to the server, through the proxy where there is one (CONNECT, RFC 9110 section 9.3.6).
 *
 * @throws ProxyRefused if the proxy does not let us through
 * @throws Error with the system's `code`; `ETIMEDOUT` also where it took longer than `timeoutMs`
 */
export async function openSocket(route: Route, timeoutMs: number): Promise<Socket> {
  return route.proxy === undefined ? openDirect(route, timeoutMs) : openTunnel(route, route.proxy, timeoutMs);
}

async function openDirect({ host, port }: Route, timeoutMs: number): Promise<Socket> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeoutMs) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error instanceof Error && error.name === 'AbortError' ? timedOut() : firstOf(error);
  }
}

function openTunnel({ host, port }: Route, proxy: URL, timeoutMs: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const name = host.includes(':') ? `[${host}]` : host;
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: `${name}:${port}`,
    headers: {
      host: `${name}:${port}`,
      ...(proxy.username === '' ? {} : { 'proxy-authorization': `Basic ${btoa(credentials)}` }),
    },
    agent: false,
    signal: AbortSignal.timeout(timeoutMs),
  });
  request.once('connect', ({ statusCode = 0 }, socket) => {
    if (statusCode === 200) return resolve(socket);
    socket.destroy();
    reject(new ProxyRefused(proxy, statusCode));
  });
  request.once('response', ({ statusCode = 0 }) => {
    request.destroy();
    reject(new ProxyRefused(proxy, statusCode));
  });
  request.on('error', (error) => reject(error.name === 'AbortError' ? timedOut() : firstOf(error)));
  request.end();
  return promise;
}

function timedOut(): Error {
  return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
}

/** Where a name has several addresses and all fail, the first tells as much as any. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError ? (error.errors[0] ?? error) : error;
}
