import type { RollcallError } from '@rollcall/client';
import { closedUnanswered, connectionCode, isTlsFailure, NOBODY } from './hopeless.ts';
import { nameOfProxy, routeTo } from './route.ts';

/** The names of the public regions, which nobody mistypes: `--region` gives them. */
const PUBLIC_REGION = /^api\.1password\.(?:com|ca|eu)$/;

/** What a person can do where the client had no connection. */
export function wayOutOfNoConnection(error: RollcallError): string {
  return explainNoConnection({ cause: error.cause, server: serverOf(error), flag: '--base-url' });
}

/** Where nothing was reached, and what told where to look. */
interface NoConnection {
  /** What `fetch` threw. */
  readonly cause: unknown;
  /** URL. */
  readonly server: string;
  /** The flag that names the server. */
  readonly flag: string;
}

/** What a person can do where there was no connection. */
export function explainNoConnection({ cause, server, flag }: NoConnection): string {
  const code = connectionCode(cause);
  const { host, proxy } = routeTo(server, proxyEnvironment());
  const unreached =
    code !== undefined && (NOBODY.has(code) || code === 'EAI_AGAIN' || code === 'UND_ERR_CONNECT_TIMEOUT');
  if (proxy !== undefined && unreached) {
    return (
      `HTTPS_PROXY is set, and ${nameOfProxy(proxy)} cannot be reached: check it, clear it, or except the server from ` +
      'it with NO_PROXY.'
    );
  }
  if (unreached && PUBLIC_REGION.test(host)) {
    return code === 'ENOTFOUND' || code === 'EAI_AGAIN'
      ? 'This machine cannot look names up: check its network and its DNS, or set HTTPS_PROXY where there is a proxy.'
      : 'This machine cannot get there: check its network, or set HTTPS_PROXY where there is a proxy.';
  }
  if (closedUnanswered(cause)) {
    return `Nothing was answered: if that port speaks https, begin ${flag} with https. rollcall doctor looks for the cause.`;
  }
  return (
    wayOutOf(code, flag) ??
    `rollcall doctor looks for the cause.${proxy === undefined ? '' : ' HTTPS_PROXY is set: is the proxy well?'}`
  );
}

function wayOutOf(code: string | undefined, flag: string): string | undefined {
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens there: check ${flag}, and that the server runs.`;
    case 'ENOTFOUND':
      return `There is no host of that name: check ${flag}.`;
    case 'EAI_AGAIN':
      return 'The name could not be looked up: check the network and its DNS.';
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return 'The certificate is out of its time: check the clock of this machine, and the certificate of the server.';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate is for other names: check ${flag}.`;
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return `That port does not speak TLS: check the port, and whether ${flag} should begin with http.`;
  }
  if (code === undefined || !isTlsFailure(code)) return undefined;
  return (
    'Its certificate is from nobody that is trusted here: trust its CA with --ca-file, or set NODE_USE_SYSTEM_CA=1 ' +
    'where the system trusts it.'
  );
}

/** The server as the client names it in its sentence. Over plain http it is this machine, which no proxy leads to. */
function serverOf({ message }: RollcallError): string {
  const host = / from (\S+?)(?::? in \d|: )/.exec(message)?.[1] ?? 'localhost';
  return URL.canParse(`https://${host}`) ? `https://${host}` : 'https://localhost';
}

/** The proxy of the environment, unless it is no URL: nothing went through that. */
function proxyEnvironment(): NodeJS.ProcessEnv {
  return URL.canParse(process.env.https_proxy || process.env.HTTPS_PROXY || '') ? process.env : {};
}
