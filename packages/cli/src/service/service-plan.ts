import type { Address, AppOptions } from '@rollcall/server';
import { Failure, UsageError } from '../failure.ts';
import { isLoopback } from '../options/kinds.ts';
import type { ValuesOf } from '../options/option.ts';
import type { behaviourOptions, serveOptions } from '../options/service-options.ts';

type Shared = typeof behaviourOptions & Pick<typeof serveOptions, 'port'>;

/** The options that serve and sandbox share, with their values. */
export type ServiceOptions = ValuesOf<Shared>;
export type GivenAs = (name: keyof Shared) => string | undefined;

/** How the connection is protected. */
export type TlsPlan =
  | { readonly kind: 'plain' }
  | { readonly kind: 'own'; readonly certFile: string; readonly keyFile: string }
  | { readonly kind: 'local' };

/** What the options mean together. */
export interface ServicePlan {
  readonly tls: TlsPlan;
  readonly listen: Address;
  readonly telemetry: Address;
  /** Whether another telemetry port may be taken where this one is not free. */
  readonly telemetryMayMove: boolean;
  /** What of it the service takes as it is. */
  readonly behaviour: Pick<
    AppOptions,
    'publicUrl' | 'trustedProxies' | 'limits' | 'strict' | 'apiVersions' | 'previewSunset' | 'maxConnections'
  >;
}

/**
 * Holds the options against each other.
 *
 * @param ports how many ports in a row the API takes
 * @throws UsageError where two of them do not go together
 */
export function planService(options: ServiceOptions, givenAs: GivenAs, ports = 1): ServicePlan {
  const { host, port, telemetryHost, telemetryPort } = options;
  const tls = planTls(options, givenAs);
  if (tls.kind === 'plain' && options.behindProxy === undefined && !isLoopback(host)) {
    throw new UsageError(
      `${givenAs('http') ?? '--http'} with ${givenAs('host') ?? '--host'} "${host}" is refused: secrets and tokens would ` +
        'cross the network readable. Leave --http away, listen on localhost, or name the proxies that add TLS with --behind-proxy.',
    );
  }
  if (telemetryPort !== undefined && telemetryPort !== 0 && telemetryPort === port) {
    throw new UsageError(
      `${givenAs('telemetryPort') ?? '--telemetry-port'}: ${telemetryPort} is the port of the API. Give another.`,
    );
  }
  return {
    tls,
    listen: { host, port },
    telemetry: { host: telemetryHost, port: telemetryPort ?? telemetryPortAfter(port, ports) },
    telemetryMayMove: telemetryPort === undefined,
    behaviour: {
      publicUrl: options.publicUrl,
      trustedProxies: options.behindProxy ?? [],
      limits: { perMinute: options.rateLimitPerMinute, perHour: options.rateLimitPerHour },
      strict: options.strict,
      apiVersions: options.apiVersions,
      previewSunset: options.previewSunset,
      maxConnections: options.maxConnections,
    },
  };
}

function planTls(options: ServiceOptions, givenAs: GivenAs): TlsPlan {
  const { http, tlsCert, tlsKey } = options;
  if (http && (tlsCert !== undefined || tlsKey !== undefined)) {
    const own = givenAs('tlsCert') ?? givenAs('tlsKey');
    throw new UsageError(`${givenAs('http')} and ${own} exclude each other: plain HTTP has no certificate.`);
  }
  if (http) return { kind: 'plain' };
  if (tlsCert === undefined && tlsKey === undefined) return { kind: 'local' };
  if (tlsKey === undefined)
    throw new UsageError(`${givenAs('tlsCert')} needs --tls-key, the certificate's private key.`);
  if (tlsCert === undefined) throw new UsageError(`${givenAs('tlsKey')} needs --tls-cert, the certificate of the key.`);
  return { kind: 'own', certFile: tlsCert, keyFile: tlsKey };
}

function telemetryPortAfter(port: number, ports: number): number {
  return port === 0 || port + ports > 65535 ? 0 : port + ports;
}

/** What the operating system refused, as a sentence. Anything else comes back as it is. */
export function explainListenError(error: unknown, plan: ServicePlan): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const port = 'port' in error ? error.port : undefined;
  const telemetry = port === plan.telemetry.port && port !== plan.listen.port;
  const { host, port: planned } = telemetry ? plan.telemetry : plan.listen;
  const wanted = port ?? planned; // of several regions it may be another one's
  const [hostFlag, portFlag] = telemetry ? ['--telemetry-host', '--telemetry-port'] : ['--host', '--port'];
  switch (error.code) {
    case 'EADDRINUSE':
      return new Failure(
        `Port ${wanted} on ${host} is in use. Stop what listens there, or give another ${portFlag} (0 takes a free one).`,
      );
    case 'EACCES':
      return new Failure(`Port ${wanted} may not be opened by this user. Give a ${portFlag} of 1024 or more.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Failure(
        `"${host}" is no address of this machine. Give another ${hostFlag}: localhost, 0.0.0.0, or an address it has.`,
      );
    default:
      return error;
  }
}
