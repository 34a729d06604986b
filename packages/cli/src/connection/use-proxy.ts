import { setGlobalProxyFromEnv } from 'node:http';
import { UsageError } from '../failure.ts';
import { goesPastProxy } from './route.ts';

const EXAMPLE = 'Give one that speaks HTTP, such as http://proxy.example.com:3128.';

/**
 * Sends requests through the proxy that HTTPS_PROXY names, to the hosts of NO_PROXY excepted. HTTP_PROXY does not count:
 * what goes over a network here is https.
 *
 * @param baseUrl of the server: where NO_PROXY excepts it, it does not matter what the proxy is
 * @throws UsageError for a proxy that is no URL, or of a kind that is not supported
 */
export function useProxy(baseUrl: string, environment: NodeJS.ProcessEnv = process.env): void {
  const proxy = environment.https_proxy || environment.HTTPS_PROXY;
  if (!proxy) return;
  try {
    // Node.js tries SOCKS, as an experiment and with a warning; the doctor could not follow it there.
    if (/^socks/i.test(proxy)) throw new UsageError(`HTTPS_PROXY names a SOCKS proxy: not supported. ${EXAMPLE}`);
    setGlobalProxyFromEnv({ https_proxy: proxy, no_proxy: environment.no_proxy || environment.NO_PROXY || '' });
  } catch (error) {
    if (goesPastProxy(baseUrl, environment)) return;
    if (error instanceof UsageError) throw error;
    // Without the value: there may be a password in it.
    throw new UsageError(`HTTPS_PROXY must be a URL. ${EXAMPLE}`);
  }
}
