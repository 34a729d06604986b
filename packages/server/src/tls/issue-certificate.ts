import {
  createHash,
  createPrivateKey,
  createPublicKey,
  KeyObject,
  randomBytes,
  webcrypto,
  X509Certificate,
} from 'node:crypto';
import { Integer, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, Certificate, type Extension, RelativeDistinguishedNames, Time } from 'pkijs';
import { authorityExtensions, permitsNames, serverExtensions } from './certificate-extensions.ts';
import type { CertificatePair } from './tls-material.ts';

/**
 * Makes X.509 certificates. Loaded only when one must be made: the ASN.1 library takes longer to load than an existing
 * folder takes to read.
 */

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const COMMON_NAME = '2.5.4.3';
const X509_V3 = 2;
const FIRST_GENERALIZED_YEAR = 2050;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Certificates begin a day early: clients with a slow clock take them at once. */
const BACKDATED_MS = DAY_MS;
const AUTHORITY_MS = 3652 * DAY_MS;
/** Clients refuse longer ones; the day it is backdated counts. */
const SERVER_MS = 397 * DAY_MS;

interface Subject {
  readonly commonName: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly keyId: ArrayBuffer;
}

/** A CA for these names and no others. `now` in ms since the Unix epoch. */
export async function createAuthority(names: readonly string[], now: number): Promise<CertificatePair> {
  const keys = await generateKeys();
  const keyId = keyIdentifier(keys.publicKey);
  // The name says which CA it is: a trust store may hold those of several folders.
  const label = Buffer.from(keyId).toString('hex').slice(0, 8);
  const subject: Subject = { commonName: `Rollcall local CA ${label}`, keys, keyId };
  const certificate = await draft(subject, now, now - BACKDATED_MS + AUTHORITY_MS, authorityExtensions(names, keyId));
  certificate.issuer = certificate.subject;
  return sign(certificate, keys.privateKey, keys.privateKey);
}

/** A TLS server's certificate for these names, signed by the authority. `now` in ms since the Unix epoch. */
export async function issueServerCertificate(
  authority: CertificatePair,
  names: readonly string[],
  now: number,
): Promise<CertificatePair> {
  const issuer = new X509Certificate(authority.cert);
  const issuerKey = createPrivateKey(authority.key);
  const issuerKeyId = keyIdentifier(createPublicKey(issuerKey).toCryptoKey(ALGORITHM, true, ['verify']));
  const keys = await generateKeys();
  const subject: Subject = { commonName: names[0] ?? 'localhost', keys, keyId: keyIdentifier(keys.publicKey) };
  const notAfter = Math.min(now - BACKDATED_MS + SERVER_MS, issuer.validToDate.getTime());
  const certificate = await draft(subject, now, notAfter, serverExtensions(names, subject.keyId, issuerKeyId));
  certificate.issuer = parse(issuer).subject;
  return sign(certificate, issuerKey.toCryptoKey(ALGORITHM, false, ['sign']), keys.privateKey);
}

/** Whether the CA's name constraints allow all of these names. */
export function authorityPermits(authority: X509Certificate, names: readonly string[]): boolean {
  return permitsNames(parse(authority).extensions ?? [], names);
}

function parse(certificate: X509Certificate): Certificate {
  return Certificate.fromBER(certificate.raw);
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** RFC 7093 section 2, method 1, over the uncompressed point: the last 65 bytes of a P-256 SubjectPublicKeyInfo. */
function keyIdentifier(publicKey: webcrypto.CryptoKey): ArrayBuffer {
  const point = KeyObject.from(publicKey).export({ type: 'spki', format: 'der' }).subarray(-65);
  return Uint8Array.from(createHash('sha256').update(point).digest().subarray(0, 20)).buffer;
}

async function draft(subject: Subject, now: number, notAfter: number, extensions: Extension[]): Promise<Certificate> {
  const certificate = new Certificate();
  certificate.version = X509_V3;
  certificate.serialNumber = new Integer({ valueHex: serialNumber() });
  certificate.notBefore = time(now - BACKDATED_MS);
  certificate.notAfter = time(notAfter);
  certificate.subject = nameOf(subject.commonName);
  await certificate.subjectPublicKeyInfo.importKey(subject.keys.publicKey);
  certificate.extensions = extensions;
  return certificate;
}

/** One attribute only: several would end up in a single, multi-valued one, which few programs display well. */
function nameOf(commonName: string): RelativeDistinguishedNames {
  const attribute = new AttributeTypeAndValue({ type: COMMON_NAME, value: new Utf8String({ value: commonName }) });
  return new RelativeDistinguishedNames({ typesAndValues: [attribute] });
}

/** 128 bits, positive and of one length: 126 of them random (RFC 5280 section 4.1.2.2 asks for unique). */
function serialNumber(): ArrayBuffer {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}

/** Whole seconds; UTCTime to 2049, GeneralizedTime after (RFC 5280 section 4.1.2.5). */
function time(epochMs: number): Time {
  const value = new Date(Math.floor(epochMs / 1000) * 1000);
  return new Time({ type: value.getUTCFullYear() < FIRST_GENERALIZED_YEAR ? 0 : 1, value });
}

async function sign(
  certificate: Certificate,
  issuerKey: webcrypto.CryptoKey,
  ownKey: webcrypto.CryptoKey,
): Promise<CertificatePair> {
  await certificate.sign(issuerKey, 'SHA-256');
  const der = Buffer.from(certificate.toSchema(true).toBER());
  return {
    cert: new X509Certificate(der).toString(),
    key: KeyObject.from(ownKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
