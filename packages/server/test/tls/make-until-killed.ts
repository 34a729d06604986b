import { ensureLocalCertificate } from '../../src/tls/local-certificate.ts';

/** A process for the kill test: renews the certificate by changing its names, far more often than it is let live. */
const ROUNDS = 500;
const [folder = ''] = process.argv.slice(2);
for (let round = 0; round < ROUNDS; round++) {
  await ensureLocalCertificate(folder, { names: [`round-${round}.test`] });
}
