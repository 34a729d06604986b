import { ensureLocalCertificate } from '../../src/tls/local-certificate.ts';

/** A process for the kill test: renews the certificate without end, by changing its names each time. */
const [folder = ''] = process.argv.slice(2);
process.stdout.write('going\n');
for (let round = 0; ; round++) {
  await ensureLocalCertificate(folder, { names: [`round-${round}.test`] });
}
