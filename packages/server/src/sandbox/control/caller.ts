import type { FastifyRequest } from 'fastify';
import { ControlRefusal } from './control-refusal.ts';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/**
 * Web pages must not reach the controls: any site could have its visitors' browsers call this machine. A browser says
 * where a page came from in `Origin`, and where that is left out, as for images and scripts, that it is a page's wish in
 * `Sec-Fetch-Site` (`none`: a person typed the address). A name that was rebound to this machine shows as `Host`.
 *
 * @param host what the controls listen on: beyond loopback, they may be called by any name
 * @throws ControlRefusal origin_refused
 */
export function refuseWebPages({ headers, hostname }: FastifyRequest, host: string): void {
  const isLocal = LOOPBACK_NAMES.has(host);
  const site = headers['sec-fetch-site'] ?? 'none';
  if (headers.origin !== undefined || site !== 'none' || (isLocal && !LOOPBACK_NAMES.has(hostname.toLowerCase()))) {
    throw new ControlRefusal('origin_refused');
  }
}
