import type { X509Certificate } from 'node:crypto';
import { type Clock, systemClock } from '../domain/clock.ts';
import {
  type FolderFiles,
  folderFiles,
  type HeldPair,
  openFolder,
  publishAuthority,
  readPair,
  refuseFolder,
  writePair,
} from './certificate-folder.ts';
import { certificateNames, hasExactlyNames } from './certificate-names.ts';
import { removeTemporaries } from './private-file.ts';
import { renewWhileRunning } from './renew-while-running.ts';
import type { TlsMaterial } from './tls-material.ts';
import { TlsRefused } from './tls-refused.ts';

export interface LocalCertificateOptions {
  readonly clock?: Clock;
  /** Host names and IP addresses the certificate is for besides localhost, 127.0.0.1 and ::1. */
  readonly names?: readonly string[];
  /** Hears what the operator should know: a CA that was replaced, a renewal that failed while the server runs. */
  readonly onProblem?: (message: string) => void;
}

export interface LocalCertificate {
  /** The CA's certificate, for clients to trust. */
  readonly caFile: string;
  readonly material: TlsMaterial;
  /** What had to be made. After `authority`, clients must trust `caFile` anew. */
  readonly made: 'nothing' | 'certificate' | 'authority';
}

const RENEW_BEFORE_MS = 30 * 24 * 60 * 60 * 1000;
/** One round makes the CA, one the certificate; two more for another process that does the same at once. */
const ROUNDS = 4;

/**
 * The local CA and its certificate for this machine, made in `folder` on first use and renewed when 30 days remain or
 * the names change. The CA is constrained to the names (RFC 5280 section 4.2.1.10); it is replaced only when it is
 * missing, runs out, or may not sign for a new name. Safe to be killed at any moment: the next call repairs.
 * @throws TlsRefused when the folder cannot be used or a file in it is broken.
 */
export async function ensureLocalCertificate(
  folder: string,
  options: LocalCertificateOptions = {},
): Promise<LocalCertificate> {
  const clock = options.clock ?? systemClock;
  const names = certificateNames(options.names ?? []);
  const files = folderFiles(folder);
  await openFolder(folder);
  try {
    const renew = () => settle(folder, files, names, { clock, onProblem: options.onProblem });
    const { pair, made } = await renew();
    const onChange = renewWhileRunning(pair, async () => (await renew()).pair, options.onProblem);
    return { caFile: files.ca, material: { cert: pair.cert, key: pair.key, onChange }, made };
  } catch (error) {
    throw refuseFolder(folder, error);
  }
}

/** Reads, makes what is missing, and reads again, until what is on disk is right: another process may be at it too. */
async function settle(
  folder: string,
  files: FolderFiles,
  names: readonly string[],
  { clock, onProblem }: { readonly clock: Clock; readonly onProblem: LocalCertificateOptions['onProblem'] },
): Promise<{ pair: HeldPair; made: LocalCertificate['made'] }> {
  let made: LocalCertificate['made'] = 'nothing';
  for (let round = 0; round < ROUNDS; round++) {
    const now = clock.now();
    const authority = await readPair(files.authority, remedy(files, 'authority'));
    const server = await readPair(files.server, remedy(files, 'server'));
    if (authority !== undefined && server !== undefined && isGood(server, authority, names, now)) {
      const replaced = await publishAuthority(files, authority);
      if (replaced) onProblem?.(`There is a new local CA. Clients that trusted the one before need ${files.ca} now.`);
      return { pair: server, made };
    }
    await removeTemporaries(folder);
    const step = await makeNext(files, authority, names, now);
    if (made !== 'authority') made = step;
  }
  throw new TlsRefused(
    `Another process keeps changing the certificates in ${folder}. Let each server have its own folder.`,
  );
}

async function makeNext(
  files: FolderFiles,
  authority: HeldPair | undefined,
  names: readonly string[],
  now: number,
): Promise<'certificate' | 'authority'> {
  const { authorityPermits, createAuthority, issueServerCertificate } = await import('./issue-certificate.ts');
  if (authority === undefined || !isCurrent(authority, now) || !authorityPermits(authority.certificate, names)) {
    await writePair(files.authority, await createAuthority(names, now), authority === undefined);
    return 'authority';
  }
  await writePair(files.server, await issueServerCertificate(authority, names, now), false);
  return 'certificate';
}

function isGood(server: HeldPair, authority: HeldPair, names: readonly string[], now: number): boolean {
  return (
    isCurrent(authority, now) &&
    isCurrent(server, now) &&
    hasExactlyNames(server.certificate, names) &&
    isSignedBy(server.certificate, authority.certificate)
  );
}

function isCurrent({ certificate }: HeldPair, now: number): boolean {
  return certificate.validFromDate.getTime() <= now && now <= certificate.validToDate.getTime() - RENEW_BEFORE_MS;
}

function isSignedBy(server: X509Certificate, authority: X509Certificate): boolean {
  return server.checkIssued(authority) && server.verify(authority.publicKey);
}

function remedy(files: FolderFiles, which: 'authority' | 'server'): string {
  return which === 'authority'
    ? `remove it and start again: a new local CA is made, and clients must be given the new ${files.ca}.`
    : 'remove it and start again: a new certificate is made, and clients notice nothing.';
}
