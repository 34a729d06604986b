import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import type { Route } from '../connection/route.ts';
import { openSocket } from './open-socket.ts';

/** The server's certificate, whether it is trusted or not. */
export interface SeenCertificate {
  /** `CERT_HAS_EXPIRED`, `ERR_TLS_CERT_ALTNAME_INVALID`, …; undefined where this machine trusts it for this name. */
  readonly refusedFor: string | undefined;
  readonly issuer: string;
  /** The names it is for, as the certificate lists them. */
  readonly names: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** `TLSv1.3`. */
  readonly protocol: string;
}

/**
 * Shakes hands and looks at the certificate. Nothing is sent over the connection.
 *
 * @throws Error with a `code` where there is no handshake at all
 */
export async function lookAtCertificate(route: Route, timeoutMs: number): Promise<SeenCertificate> {
  const socket = await openSocket(route, timeoutMs);
  const tls = connect({
    socket,
    host: route.host,
    // An address has no place in SNI (RFC 6066 section 3).
    ...(isIP(route.host) === 0 ? { servername: route.host } : {}),
    // To look at one that is not trusted. Nothing but the handshake goes over this connection.
    rejectUnauthorized: false,
  });
  try {
    await once(tls, 'secureConnect', { signal: AbortSignal.timeout(timeoutMs) });
    const certificate = tls.getPeerCertificate();
    return {
      refusedFor: tls.authorized ? undefined : codeOf(tls.authorizationError),
      issuer: issuerOf(certificate),
      names: (certificate.subjectaltname ?? '').replaceAll(/(DNS|IP Address):/g, ''),
      validFrom: new Date(certificate.valid_from),
      validTo: new Date(certificate.valid_to),
      protocol: tls.getProtocol() ?? 'TLS',
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw Object.assign(error, { code: 'ETIMEDOUT' });
    throw error;
  } finally {
    tls.destroy();
    socket.destroy();
  }
}

/** Node.js gives the code itself, in spite of the declared type. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function issuerOf({ issuer }: PeerCertificate): string {
  // A name may be there several times.
  return String(issuer?.CN ?? issuer?.O ?? 'nobody it names');
}
