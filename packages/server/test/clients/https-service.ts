import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ensureLocalCertificate } from '../../src/tls/local-certificate.ts';
import { Service, type ServiceOptions } from '../service/service.ts';

/**
 * The service over HTTPS with a certificate of the local CA, which this process trusts from then on, as a client does
 * that was given the CA file.
 */
export async function startHttpsService(options: ServiceOptions = {}): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-clients-'));
  try {
    const { caFile, material } = await ensureLocalCertificate(folder);
    setDefaultCACertificates([...getCACertificates('default'), await readFile(caFile, 'utf8')]);
    const { cert, key } = material;
    return await Service.start({ ...options, tls: { cert, key } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
