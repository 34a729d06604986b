import { setGlobalProxyFromEnv } from 'node:http';
import { UsageError } from '../failure.ts';

const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
/** This machine is never reached through a proxy, whatever NO_PROXY says. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];

/**
 * Sends requests through the proxy that HTTPS_PROXY or HTTP_PROXY name, those of NO_PROXY and of this machine excepted.
 *
 * @throws UsageError for a proxy that is no URL
 */
export function useProxy(environment: NodeJS.ProcessEnv = process.env): void {
  if (VARIABLES.every((name) => !environment[name])) return;
  const direct = [environment.no_proxy || environment.NO_PROXY, ...LOOPBACK].filter(Boolean).join(',');
  try {
    setGlobalProxyFromEnv({ ...environment, no_proxy: direct });
  } catch {
    // Without the value: there may be a password in it.
    throw new UsageError('HTTPS_PROXY and HTTP_PROXY must be URLs, such as http://proxy.example.com:3128.');
  }
}
