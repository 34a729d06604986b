import { type Check, type Finding, failed, ok, skipped, warning } from './finding.ts';
import type { SeenCertificate } from './look-at-certificate.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Renewed long before that where somebody takes care. */
const FEW_DAYS = 14;

/** The certificate is trusted, for this name, and for a while yet. */
export const tls: Check = {
  name: 'TLS',
  needs: ['DNS', 'TCP'],
  async run({ connection, route, certificate }) {
    if (connection.baseUrl.startsWith('http:')) return skipped('plain http, which does not leave this machine');
    try {
      const seen = await certificate();
      return seen.refusedFor === undefined ? describeTrusted(seen) : explainRefused(seen, seen.refusedFor, route.host);
    } catch (error) {
      return explainNoHandshake(error, route.port);
    }
  },
};

function describeTrusted({ protocol, issuer, validTo }: SeenCertificate): Finding {
  const days = Math.floor((validTo.getTime() - Date.now()) / DAY_MS);
  const seen = `${protocol}, certificate from "${issuer}", good for ${days} more ${days === 1 ? 'day' : 'days'}`;
  return days < FEW_DAYS ? warning(seen, 'Have it renewed soon: clients stop on the day it ends.') : ok(seen);
}

function explainRefused(seen: SeenCertificate, code: string, host: string): Finding {
  const date = (moment: Date) => moment.toISOString().slice(0, 10);
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return failed(
        `the certificate ended on ${date(seen.validTo)}`,
        'Have the server given a new one; if that date lies ahead, put the clock of this machine right.',
      );
    case 'CERT_NOT_YET_VALID':
      return failed(
        `the certificate begins on ${date(seen.validFrom)}`,
        'Put the clock of this machine right; else wait, or have the server given another one.',
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return failed(
        `the certificate is for ${fewOf(seen.names)}, not for ${host}`,
        'If that is the server, use its own name in --base-url, or have it given a certificate for this one. Else ' +
          'something different answers there.',
      );
    default:
      return failed(
        `the certificate comes from "${seen.issuer}", whom this machine does not trust (${code})`,
        'If the server is your own, or a proxy of your organisation reads along, trust its CA with --ca-file FILE. ' +
          'Else somebody may stand between: do not go on.',
      );
  }
}

function fewOf(names: string): string {
  const [all, few] = [names.split(', '), 4];
  if (names === '') return 'no name';
  return all.length <= few ? names : `${all.slice(0, few).join(', ')} and ${all.length - few} more`;
}

function explainNoHandshake(error: unknown, port: number): Finding {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG'
    ? failed(`port ${port} does not speak TLS`, 'Check the port, and whether --base-url should begin with http.')
    : failed(
        `there was no TLS handshake (${code})`,
        'Check that --base-url leads to the server, and what stands between.',
      );
}
