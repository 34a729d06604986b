import { isIP } from 'node:net';
import { BitString, OctetString } from 'asn1js';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Extension,
  ExtKeyUsage,
  GeneralName,
  GeneralNames,
  GeneralSubtree,
  id_AuthorityKeyIdentifier,
  id_BasicConstraints,
  id_ExtKeyUsage,
  id_KeyUsage,
  id_NameConstraints,
  id_SubjectAltName,
  id_SubjectKeyIdentifier,
  NameConstraints,
} from 'pkijs';
import { addressBytes, isUnder } from './certificate-names.ts';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
/** Choices of GeneralName (RFC 5280 section 4.2.1.6). */
const DNS_NAME = 2;
const IP_ADDRESS = 7;
/** Bits of KeyUsage (RFC 5280 section 4.2.1.3), first bit leftmost, and how many of the byte are not used. */
const KEY_CERT_SIGN = { bits: 0b0000_0110, unused: 1 };
const DIGITAL_SIGNATURE = { bits: 0b1000_0000, unused: 7 };

/**
 * Extensions of a CA that can vouch for these names alone, and only for TLS servers. Critical: software that does not
 * know name constraints must refuse the CA rather than trust it with everything.
 */
export function authorityExtensions(names: readonly string[], keyId: ArrayBuffer): Extension[] {
  const permittedSubtrees = names.map((name) => new GeneralSubtree({ base: subtreeBase(name) }));
  return [
    extension(id_BasicConstraints, true, new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema()),
    extension(id_KeyUsage, true, keyUsage(KEY_CERT_SIGN)),
    extension(id_ExtKeyUsage, false, new ExtKeyUsage({ keyPurposes: [SERVER_AUTH] }).toSchema()),
    extension(id_NameConstraints, true, new NameConstraints({ permittedSubtrees }).toSchema()),
    extension(id_SubjectKeyIdentifier, false, new OctetString({ valueHex: keyId })),
  ];
}

/** Extensions of a TLS server's certificate for these names, signed by the key with the id `issuerKeyId`. */
export function serverExtensions(names: readonly string[], keyId: ArrayBuffer, issuerKeyId: ArrayBuffer): Extension[] {
  const issuer = new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: issuerKeyId }) });
  return [
    extension(id_BasicConstraints, true, new BasicConstraints({ cA: false }).toSchema()),
    extension(id_KeyUsage, true, keyUsage(DIGITAL_SIGNATURE)),
    extension(id_ExtKeyUsage, false, new ExtKeyUsage({ keyPurposes: [SERVER_AUTH] }).toSchema()),
    extension(id_SubjectAltName, false, new GeneralNames({ names: names.map(alternativeName) }).toSchema()),
    extension(id_SubjectKeyIdentifier, false, new OctetString({ valueHex: keyId })),
    extension(id_AuthorityKeyIdentifier, false, issuer.toSchema()),
  ];
}

/** Whether a CA with these extensions may sign for every one of the names. */
export function permitsNames(extensions: readonly Extension[], names: readonly string[]): boolean {
  const constraints = extensions.find((one) => one.extnID === id_NameConstraints)?.parsedValue;
  if (!(constraints instanceof NameConstraints)) return false;
  const bases = (constraints.permittedSubtrees ?? []).map((subtree) => subtree.base);
  return names.every((name) =>
    isIP(name) === 0
      ? bases.some((base) => base.type === DNS_NAME && isUnder(name, base.value))
      : bases.some((base) => base.type === IP_ADDRESS && sameBytes(base.value, constraintBytes(name))),
  );
}

function extension(extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() });
}

function keyUsage({ bits, unused }: { bits: number; unused: number }): BitString {
  return new BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits: unused });
}

function alternativeName(name: string): GeneralName {
  if (isIP(name) === 0) return new GeneralName({ type: DNS_NAME, value: name });
  return new GeneralName({ type: IP_ADDRESS, value: new OctetString({ valueHex: addressBytes(name).buffer }) });
}

function subtreeBase(name: string): GeneralName {
  if (isIP(name) === 0) return new GeneralName({ type: DNS_NAME, value: name.replace(/^\*\./, '') });
  return new GeneralName({ type: IP_ADDRESS, value: new OctetString({ valueHex: constraintBytes(name).buffer }) });
}

/** An address and a mask of all ones: this one address. */
function constraintBytes(address: string): Uint8Array<ArrayBuffer> {
  const bytes = addressBytes(address);
  return Uint8Array.of(...bytes, ...bytes.map(() => 0xff));
}

function sameBytes(value: unknown, bytes: Uint8Array): boolean {
  return value instanceof OctetString && Buffer.compare(value.valueBlock.valueHexView, bytes) === 0;
}
