import { API_VERSIONS, QUOTAS } from '@rollcall/contract';
import { configOption } from './common-options.ts';
import {
  choice,
  choices,
  HOST,
  MOMENT,
  NETWORKS,
  PUBLIC_URL,
  path,
  REDIS_URL,
  SWITCH,
  text,
  wholeNumber,
} from './kinds.ts';
import { option, optionWithDefault } from './option.ts';
import { replicaOptions, storeOptions } from './store-options.ts';

export const PORT = wholeNumber(0, 65535, '0 takes a free one');
const LIMIT = wholeNumber(0, 1_000_000_000, '0 switches the limit off');
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** What serve and sandbox share. */
export const behaviourOptions = {
  host: optionWithDefault({ flag: 'host', kind: HOST, description: 'The interface to listen on.' }, 'localhost'),
  region: optionWithDefault(
    {
      flag: 'region',
      kind: text(
        'NAME',
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
        '1 to 63 lower-case letters, digits and inner hyphens, such as eu or us-east-1',
      ),
      description: 'The name of the region this server is.',
    },
    'local',
  ),
  publicUrl: option({
    flag: 'public-url',
    kind: PUBLIC_URL,
    description:
      'The URL that clients and browsers use, where it is not the one the server listens on. A proxy takes a prefix off.',
  }),
  tlsCert: option({
    flag: 'tls-cert',
    kind: path('F', 'the path of a PEM file'),
    description: 'The certificate chain. Read again when the file changes. Goes with --tls-key.',
    fallbackNote: 'a certificate for localhost, 127.0.0.1 and ::1 from a local CA',
  }),
  tlsKey: option({
    flag: 'tls-key',
    kind: path('F', 'the path of a PEM file'),
    description: "The certificate's private key. Goes with --tls-cert.",
  }),
  http: optionWithDefault(
    {
      flag: 'http',
      kind: SWITCH,
      description: 'Serve plain HTTP, on loopback only unless --behind-proxy names the proxies that add TLS.',
    },
    'false',
  ),
  behindProxy: option({
    flag: 'behind-proxy',
    kind: NETWORKS,
    description: 'The proxies whose X-Forwarded-For is believed.',
  }),
  rateLimitPerMinute: optionWithDefault(
    {
      flag: 'rate-limit-per-minute',
      kind: LIMIT,
      description: 'Requests per application in any 60 seconds; 0 for no limit.',
    },
    String(QUOTAS.users.perMinute),
  ),
  rateLimitPerHour: optionWithDefault(
    { flag: 'rate-limit-per-hour', kind: LIMIT, description: 'Requests per application in any hour; 0 for no limit.' },
    String(QUOTAS.users.perHour),
  ),
  strict: optionWithDefault(
    {
      flag: 'strict',
      kind: SWITCH,
      description: 'Refuse unknown query parameters and the aliases maxPageSize and pageToken.',
    },
    'false',
  ),
  apiVersions: optionWithDefault(
    { flag: 'api-versions', kind: choices('V[,V]', API_VERSIONS), description: 'The path families to serve.' },
    API_VERSIONS.join(','),
  ),
  previewSunset: option({
    flag: 'preview-sunset',
    kind: MOMENT,
    description: 'When v1beta1 goes away: its answers then carry Deprecation, Sunset and Link headers.',
  }),
  telemetryHost: optionWithDefault(
    { flag: 'telemetry-host', kind: HOST, description: 'The interface /healthz, /readyz and /metrics listen on.' },
    '127.0.0.1',
  ),
  telemetryPort: option({
    flag: 'telemetry-port',
    kind: PORT,
    description: 'The port /healthz, /readyz and /metrics listen on.',
    fallbackNote: 'the port after --port (after those of --regions), or a free one where that is taken or --port is 0',
  }),
  maxConnections: optionWithDefault(
    {
      flag: 'max-connections',
      kind: wholeNumber(1, 1_000_000),
      description: 'Connections at the most; more are closed at once.',
    },
    '10000',
  ),
  cacheSizeMib: optionWithDefault(
    {
      flag: 'cache-size-mib',
      kind: wholeNumber(0, 1_048_576, '0 reads everything from disk'),
      description: 'Memory for people that are read often, in MiB.',
    },
    '256',
  ),
  logLevel: optionWithDefault(
    { flag: 'log-level', kind: choice('LEVEL', LOG_LEVELS), description: 'How much to log, as JSON lines on stderr.' },
    'info',
  ),
  json: optionWithDefault(
    {
      flag: 'json',
      kind: SWITCH,
      description: 'Print one line of JSON once the server answers, instead of text for people.',
    },
    'false',
  ),
  config: configOption,
};

export function portOption(fallback: string) {
  return optionWithDefault({ flag: 'port', kind: PORT, description: 'The port to listen on.' }, fallback);
}

export const serveOptions = {
  ...storeOptions,
  databaseConnections: optionWithDefault(
    {
      flag: 'database-connections',
      kind: wholeNumber(1, 1000),
      description: 'Connections to the database at the most, for each server.',
    },
    '16',
  ),
  ...replicaOptions,
  port: portOption('8443'),
  ...behaviourOptions,
  rateLimitUrl: option({
    flag: 'rate-limit-url',
    secret: true,
    kind: REDIS_URL,
    description:
      'Redis or Valkey, where several servers count requests and failed attempts together. A password is better in the ' +
      'environment: others on this machine can see flags.',
    fallbackNote: 'the database of --database-url, or this server by itself where there is none',
  }),
  withoutConsole: optionWithDefault(
    {
      flag: 'without-console',
      kind: SWITCH,
      description: 'Serve the Users API alone: no console, and no management API.',
    },
    'false',
  ),
  demo: optionWithDefault(
    {
      flag: 'demo',
      kind: SWITCH,
      description: 'Where there is no account yet, make a demo account with about 60 people.',
    },
    'false',
  ),
};
