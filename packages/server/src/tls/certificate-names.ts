import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { TlsRefused } from './tls-refused.ts';

/** What every local certificate is for: this machine, and nothing else. */
export const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '::1'];

const HOST_NAME = /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
const HOST_NAME_LENGTH = 253;

/**
 * The loopback names and the extra ones, each in its one spelling (lower case, Punycode, shortest IPv6), once.
 * @throws TlsRefused for a text that is neither a host name nor an IP address.
 */
export function certificateNames(extra: readonly string[]): string[] {
  return [...new Set([...LOOPBACK_NAMES, ...extra].map(canonicalName))];
}

function canonicalName(name: string): string {
  const kind = isIP(name);
  if (kind === 4) return name;
  if (kind === 6 && !name.includes('%')) return new URL(`http://[${name}]`).hostname.slice(1, -1);
  // Punycode by itself refuses the star of a wildcard, so that is set aside.
  const wildcard = name.startsWith('*.');
  const host = domainToASCII(wildcard ? name.slice(2) : name);
  const ascii = wildcard && host !== '' ? `*.${host}` : host;
  if (kind === 0 && ascii.length <= HOST_NAME_LENGTH && HOST_NAME.test(ascii)) return ascii;
  throw new TlsRefused(
    `"${name}" cannot be a name on a certificate. Use a host name such as api.example.test or an IP address.`,
  );
}

/** Whether the certificate is for exactly these names: `certificateNames` made them. */
export function hasExactlyNames(certificate: X509Certificate, names: readonly string[]): boolean {
  const held = (certificate.subjectAltName ?? '')
    .split(', ')
    .map((entry) => entry.replace(/^(DNS|IP Address):/, ''))
    .map((name) => (isIP(name) === 6 ? canonicalName(name) : name));
  return held.length === names.length && names.every((name) => held.includes(name));
}

/** Whether a host name lies under a permitted one as RFC 5280 section 4.2.1.10 compares them. */
export function isUnder(name: string, permitted: string): boolean {
  const host = name.replace(/^\*\./, '');
  return host === permitted || host.endsWith(`.${permitted}`);
}

/** The 4 or 16 bytes of an IP address, as certificates carry it. */
export function addressBytes(address: string): Uint8Array<ArrayBuffer> {
  if (isIP(address) === 4) return Uint8Array.from(address.split('.'), Number);
  const [head = '', tail] = address.split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const left = groups(head);
  const right = groups(tail ?? '');
  const all = [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}
