import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A proxy may hand on anything for an address: it counts as it is, as far as this. */
const MOST_CHARACTERS = 64;
/** `192.0.2.7:50123` and `[2001:db8::7]:50123`: some proxies name the port too, another for every connection. */
const WITH_PORT = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[\d.]+))(?::\d+)?$/;

/**
 * Who counts as one caller: an IPv4 address, or the /64 of an IPv6 address, because whoever has one IPv6 address has all
 * 2^64 of its network (RFC 6177). IPv4 inside IPv6 (mapped, RFC 4291; translated, RFC 6052) counts as what it is.
 */
export function networkOf(address: string): string {
  const found = WITH_PORT.exec(address)?.groups;
  const bare = found?.v6 ?? found?.v4 ?? address;
  if (isIPv4(bare)) return bare;
  if (isIP(bare) === 0) return address.slice(0, MOST_CHARACTERS);
  const parsed = ipaddr.IPv6.parse(bare);
  const bytes = parsed.toByteArray();
  const range = parsed.range();
  if (range === 'ipv4Mapped' || range === 'rfc6052') return bytes.slice(12).join('.');
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
