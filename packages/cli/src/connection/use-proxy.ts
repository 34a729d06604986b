import { setGlobalProxyFromEnv } from 'node:http';
import { UsageError } from '../failure.ts';

/**
 * Sends requests through the proxy that HTTPS_PROXY names, to the hosts of NO_PROXY excepted. HTTP_PROXY does not count:
 * what goes over a network here is https.
 *
 * @throws UsageError for a proxy that is no URL
 */
export function useProxy(environment: NodeJS.ProcessEnv = process.env): void {
  const proxy = environment.https_proxy || environment.HTTPS_PROXY;
  if (!proxy) return;
  try {
    setGlobalProxyFromEnv({ https_proxy: proxy, no_proxy: environment.no_proxy || environment.NO_PROXY || '' });
  } catch {
    // Without the value: there may be a password in it.
    throw new UsageError('HTTPS_PROXY must be a URL, such as http://proxy.example.com:3128.');
  }
}
