import type { AppOptions, TlsMaterial } from '@rollcall/server';
import { isLoopback } from '../options/kinds.ts';
import { certificateNames } from './certificate-names.ts';
import { requireListenable } from './require-listenable.ts';
import type { ServicePlan } from './service-plan.ts';

interface CertificateParts {
  readonly plan: ServicePlan;
  /** Where the local CA lives; asked for where there is to be one. */
  readonly certificateFolder: () => string | Promise<string>;
  readonly names?: readonly string[];
}

/**
 * What the plan says about the connection: nothing, a certificate of one's own, or one of the local CA.
 *
 * @param names more names the local certificate must be good for
 * @throws Failure or TlsRefused with a sentence for the operator
 */
export async function loadTls(
  { plan, certificateFolder, names = [] }: CertificateParts,
  logger: AppOptions['logger'],
): Promise<{ readonly material: TlsMaterial | undefined; readonly caFile: string | undefined }> {
  const { tls } = plan;
  if (tls.kind === 'plain') return { material: undefined, caFile: undefined };
  if (tls.kind === 'own') {
    const { watchCertificate } = await import('@rollcall/server/tls/watch-certificate');
    return { material: await watchCertificate(tls.certFile, tls.keyFile, logger), caFile: undefined };
  }
  // A name that was mistyped must not cost the CA that clients trust.
  if (!isLoopback(plan.listen.host)) await requireListenable(plan);
  const { ensureLocalCertificate } = await import('@rollcall/server/tls/local-certificate');
  const onProblem = (message: string) => logger.warn(message);
  const local = await ensureLocalCertificate(await certificateFolder(), {
    names: [...certificateNames(plan), ...names],
    onProblem,
  });
  return { material: local.material, caFile: local.caFile };
}
