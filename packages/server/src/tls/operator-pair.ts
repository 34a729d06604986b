import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { CertificatePair } from './tls-material.ts';
import { codeOf, reasonOf, TlsRefused } from './tls-refused.ts';

export interface PairFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_MS = 14 * DAY_MS;
/** Of the whole lifetime: certificates that last a week must not warn from the first day on. */
const SOON_SHARE = 0.2;

/** @throws TlsRefused when one of the files cannot be read. */
export async function readPairFiles({ certFile, keyFile }: PairFiles): Promise<CertificatePair> {
  const [cert, key] = await Promise.all([readText('certificate', certFile), readText('private key', keyFile)]);
  return { cert, key };
}

async function readText(what: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const wayOut =
      codeOf(error) === 'ENOENT'
        ? 'Check the path.'
        : "Give the server's user read access to the file and its folders.";
    throw new TlsRefused(`Cannot read the ${what} ${path}: ${reasonOf(error)}. ${wayOut}`);
  }
}

/**
 * The server's own certificate: the first one of the file.
 * @throws TlsRefused unless the texts are a PEM certificate chain and its PEM private key, not expired at `now` (ms).
 */
export function checkPair(pair: CertificatePair, files: PairFiles, now: number): X509Certificate {
  const certificate = parseCertificate(pair.cert, files.certFile);
  if (!certificate.checkPrivateKey(parseKey(pair.key, files.keyFile))) {
    throw new TlsRefused(
      `The private key ${files.keyFile} does not belong to the certificate ${files.certFile}. ` +
        "Check that both are of one issue, and that the server's certificate comes first in its file.",
    );
  }
  if (certificate.validToDate.getTime() <= now) {
    throw new TlsRefused(
      `The certificate ${files.certFile} expired on ${certificate.validToDate.toISOString()}. Renew it.`,
    );
  }
  try {
    createSecureContext(pair);
  } catch (error) {
    throw new TlsRefused(`OpenSSL does not take the certificate ${files.certFile}: ${reasonOf(error)}.`);
  }
  return certificate;
}

function parseCertificate(cert: string, path: string): X509Certificate {
  try {
    return new X509Certificate(cert);
  } catch (error) {
    throw new TlsRefused(
      `${path} holds no certificate in PEM form (${reasonOf(error)}). ` +
        'It must begin with -----BEGIN CERTIFICATE-----, with the server certificate first and its chain after it.',
    );
  }
}

function parseKey(key: string, path: string): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(key)) {
    throw new TlsRefused(
      `The private key ${path} is protected by a passphrase, which nobody can type at start. ` +
        `Store it without one, readable by the server's user only: openssl pkey -in ${path} -out server-key.pem`,
    );
  }
  try {
    return createPrivateKey(key);
  } catch (error) {
    throw new TlsRefused(`${path} holds no private key in PEM form (${reasonOf(error)}).`);
  }
}

/** What an operator should hear about a good certificate at `now` (ms): it ends soon, or has not begun. */
export function concernOf(certificate: X509Certificate, now: number): string | undefined {
  const from = certificate.validFromDate.getTime();
  const to = certificate.validToDate.getTime();
  if (now < from) return `The certificate is not valid before ${certificate.validFromDate.toISOString()}.`;
  if (now >= to)
    return `The certificate expired on ${certificate.validToDate.toISOString()}. Clients refuse it: renew it.`;
  if (to - now > Math.min(SOON_MS, (to - from) * SOON_SHARE)) return undefined;
  const days = Math.floor((to - now) / DAY_MS);
  return `The certificate expires on ${certificate.validToDate.toISOString()}, in ${days} days. Renew it.`;
}
