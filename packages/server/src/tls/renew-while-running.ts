import type { CertificatePair, TlsMaterial } from './tls-material.ts';
import { reasonOf } from './tls-refused.ts';

const CHECK_EVERY_MS = 12 * 60 * 60 * 1000;

/** Looks twice a day whether the certificate needs to be renewed, for servers that run longer than a certificate lasts. */
export function renewWhileRunning(
  first: CertificatePair,
  renew: () => Promise<CertificatePair>,
  onProblem: ((message: string) => void) | undefined,
): NonNullable<TlsMaterial['onChange']> {
  return (listener) => {
    let current = first.cert;
    const check = async () => {
      const next = await renew();
      if (next.cert === current) return;
      current = next.cert;
      listener({ cert: next.cert, key: next.key });
    };
    const timer = setInterval(() => {
      check().catch((error: unknown) => onProblem?.(`The certificate could not be renewed: ${reasonOf(error)}`));
    }, CHECK_EVERY_MS);
    timer.unref();
    return () => clearInterval(timer);
  };
}
