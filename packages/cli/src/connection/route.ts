import { isLoopback } from '../options/kinds.ts';

/** How requests get to the server: straight, or through the proxy that the environment names. */
export interface Route {
  readonly host: string;
  readonly port: number;
  readonly proxy: URL | undefined;
}

/** The same decision that Node.js takes for `fetch`, which does not tell it. */
export function routeTo(baseUrl: string, environment: NodeJS.ProcessEnv): Route {
  const url = new URL(baseUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const named = environment.https_proxy || environment.HTTPS_PROXY;
  const proxied = url.protocol === 'https:' && named && !isExcepted(host, port, environment);
  return { host, port, proxy: proxied ? new URL(named) : undefined };
}

/** Whether requests to this server go past the proxy, whatever it is. */
export function goesPastProxy(baseUrl: string, environment: NodeJS.ProcessEnv): boolean {
  const { host, port } = routeTo(baseUrl, {});
  return isExcepted(host, port, environment);
}

/** Without the credentials that may stand in it. */
export function nameOfProxy(proxy: URL): string {
  return `the proxy ${proxy.host}`;
}

/** `NO_PROXY`: names, `.suffixes`, each with a port or without, or `*`. This machine is never reached through a proxy. */
function isExcepted(host: string, port: number, environment: NodeJS.ProcessEnv): boolean {
  if (isLoopback(host)) return true;
  const list = (environment.no_proxy || environment.NO_PROXY || '').toLowerCase().split(/[\s,]+/);
  return list.some((entry) => {
    if (entry === '*') return true;
    const [, name = '', onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (name === '' || (onlyPort !== undefined && Number(onlyPort) !== port)) return false;
    const suffix = name.replace(/^\*?\./, '.');
    return suffix.startsWith('.') ? host.endsWith(suffix) || host === suffix.slice(1) : host === name;
  });
}
