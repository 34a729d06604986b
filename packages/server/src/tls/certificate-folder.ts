import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile, replaceFile } from './private-file.ts';
import type { CertificatePair } from './tls-material.ts';
import { codeOf, reasonOf, TlsRefused } from './tls-refused.ts';

/** A pair from one file, looked at. */
export interface HeldPair extends CertificatePair {
  readonly certificate: X509Certificate;
}

export interface FolderFiles {
  /** The CA with its key: the truth that the others follow from. */
  readonly authority: string;
  /** The CA without its key: what clients are given. */
  readonly ca: string;
  /** The server's certificate with its key. */
  readonly server: string;
}

const OWNER_ONLY = 0o600;
const READABLE = 0o644;
const OWNER_ONLY_FOLDER = 0o700;
const OTHERS = 0o077;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;
const PRIVATE_KEY = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/;

/** Certificate and key share a file, so that one rename changes both and a kill cannot leave a pair that does not match. */
export function folderFiles(folder: string): FolderFiles {
  return {
    authority: join(folder, 'authority.pem'),
    ca: join(folder, 'ca.pem'),
    server: join(folder, 'server.pem'),
  };
}

/** The folder, made if it is missing, closed to other users of the machine. */
export async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    await closeToOthers(folder, OWNER_ONLY_FOLDER);
  } catch (error) {
    throw refuseFolder(folder, error);
  }
}

/**
 * The pair in a file, or undefined if there is no such file.
 * @throws TlsRefused when the file cannot be read or does not hold a certificate with its key.
 */
export async function readPair(path: string, wayOut: string): Promise<HeldPair | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
    await closeToOthers(path, OWNER_ONLY);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new TlsRefused(`Cannot read ${path}: ${reasonOf(error)}. Give the server's user access to it, or ${wayOut}`);
  }
  const cert = CERTIFICATE.exec(text)?.[0];
  const key = PRIVATE_KEY.exec(text)?.[0];
  const broken = (why: string) => new TlsRefused(`${path} is broken: ${why}. To repair it, ${wayOut}`);
  if (cert === undefined) throw broken('it holds no certificate');
  if (key === undefined) throw broken('it holds no private key');
  try {
    const certificate = new X509Certificate(cert);
    if (certificate.checkPrivateKey(createPrivateKey(key))) return { cert, key, certificate };
  } catch (error) {
    throw broken(reasonOf(error));
  }
  throw broken('its private key belongs to another certificate');
}

/** Writes a pair; with `exclusive`, only if no other process has done so meanwhile. */
export async function writePair(path: string, pair: CertificatePair, exclusive: boolean): Promise<void> {
  const write = exclusive ? createFile : replaceFile;
  await write(path, `${pair.cert.trim()}\n${pair.key.trim()}\n`, OWNER_ONLY);
}

/**
 * Puts the CA's certificate, without its key, where clients find it, if it is not there already. Returns whether another
 * one was there: clients that were given that one must be given this one.
 */
export async function publishAuthority(files: FolderFiles, authority: CertificatePair): Promise<boolean> {
  const wanted = `${authority.cert.trim()}\n`;
  const held = await readFile(files.ca, 'utf8').catch(() => undefined);
  if (held === wanted) return false;
  await replaceFile(files.ca, wanted, READABLE);
  return held !== undefined;
}

/** Turns a file-system error into words; other errors stay what they are. */
export function refuseFolder(folder: string, error: unknown): unknown {
  if (error instanceof TlsRefused || codeOf(error) === undefined) return error;
  return new TlsRefused(
    `Cannot keep certificates in ${folder}: ${reasonOf(error)}. Make the folder writable for the server's user, or ` +
      'bring your own certificate with --tls-cert and --tls-key.',
  );
}

async function closeToOthers(path: string, mode: number): Promise<void> {
  if (process.platform === 'win32') return;
  const current = (await stat(path)).mode;
  if ((current & OTHERS) !== 0) await chmod(path, mode);
}
