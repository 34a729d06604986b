import type { RollcallError } from '@rollcall/client';

/** Certificates that are refused are refused again: `SELF_SIGNED_CERT_IN_CHAIN`, `ERR_TLS_CERT_ALTNAME_INVALID`, … */
const CERTIFICATE = /CERT|^UNABLE_TO_|^ERR_SSL_|^ERR_TLS_/;
/** Nobody there, or no such name: true of a typing mistake, and of a server that is just starting. */
export const NOBODY: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EACCES',
]);

/**
 * The system's or OpenSSL's code behind a failed connection.
 *
 * @param cause what `fetch` threw
 */
export function connectionCode(cause: unknown): string | undefined {
  // fetch's own error holds the telling one.
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  return inner instanceof Error && 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined;
}

/** Whether the certificate was refused, or there was no TLS at all. */
export function isTlsFailure(code: string): boolean {
  return CERTIFICATE.test(code);
}

/** Whether the other side ended the connection without a byte: what a port for TLS does to plain http. */
export function closedUnanswered(cause: unknown): boolean {
  const inner = cause instanceof Error ? cause.cause : undefined;
  if (connectionCode(cause) !== 'UND_ERR_SOCKET' || !(inner instanceof Error) || !('socket' in inner)) return false;
  const { socket } = inner;
  return typeof socket === 'object' && socket !== null && 'bytesRead' in socket && socket.bytesRead === 0;
}

/**
 * Whether trying again is a waste of a person's time.
 *
 * @param reached whether this server has answered before
 */
export function isHopeless(error: RollcallError, reached: boolean): boolean {
  const code = error.code === 'ERR_CONNECTION' ? connectionCode(error.cause) : undefined;
  return (
    code !== undefined && (isTlsFailure(code) || (!reached && (NOBODY.has(code) || closedUnanswered(error.cause))))
  );
}
