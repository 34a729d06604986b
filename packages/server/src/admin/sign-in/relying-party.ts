import { isIP } from 'node:net';
import { AdminRefusal } from '../admin-refusal.ts';

/** What passkeys are bound to (WebAuthn Level 3): they work at this origin and nowhere else. */
export interface RelyingParty {
  /** Host name. */
  readonly id: string;
  readonly origin: string;
}

/**
 * @param baseUrl the public URL
 * @throws AdminRefusal failed_precondition where it has no name: browsers take no passkeys for addresses
 */
export function relyingPartyOf(baseUrl: string): RelyingParty {
  const { hostname, origin } = new URL(baseUrl);
  if (isIP(hostname.replaceAll(/[[\]]/g, '')) === 0) return { id: hostname, origin };
  throw new AdminRefusal('failed_precondition', {
    sentence: `Passkeys need a host name, and this server calls itself ${hostname}: its operator sets --public-url.`,
  });
}
