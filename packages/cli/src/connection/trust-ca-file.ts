import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { Failure } from '../failure.ts';

/**
 * Lets this process trust the certificates of a file, besides those it trusts anyway.
 *
 * @param path of a PEM file
 * @throws Failure if it cannot be read or holds no certificate
 */
export async function trustCaFile(path: string): Promise<void> {
  const pem = await readFile(path, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    if (code === 'ENOENT') throw new Failure(`There is no CA file ${path}. Check --ca-file, or the profile's.`);
    throw new Failure(`The CA file ${path} cannot be read (${String(code)}). Check --ca-file, or the profile's.`);
  });
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  try {
    if (certificates === null) throw new Error('no certificate');
    setDefaultCACertificates([...getCACertificates('default'), ...certificates]);
  } catch {
    throw new Failure(`The CA file ${path} holds no usable certificate. It must be PEM: -----BEGIN CERTIFICATE-----.`);
  }
}
