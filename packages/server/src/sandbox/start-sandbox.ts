import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_VERSIONS, type ApiVersion, QUOTAS, type Quota } from '@rollcall/contract';
import { type Address, type RunningApp, startApp, type TlsMaterial } from '../app.ts';
import { type Clock, systemClock } from '../domain/clock.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { SandboxCredentials } from './fill-storage.ts';
import { findPerson, type PersonKind } from './find-person.ts';
import { openSandboxStore, type SandboxStore } from './sandbox-store.ts';
import type { Seed } from './seed.ts';

export interface SandboxOptions {
  /** The demo people unless given. */
  readonly seed?: Seed | undefined;
  /** Where tokens and limits take the time from. The machine's unless given. */
  readonly clock?: Clock | undefined;
  /** Requests of an application; 0 switches a limit off. As in production unless given: 100 a minute, 6,000 an hour. */
  readonly limits?: { readonly [Name in keyof Quota]?: Quota[Name] | undefined } | undefined;
  /** Refuse unknown parameters and misspelt page parameters. */
  readonly strict?: boolean | undefined;
  /** The path families that are served; both unless given. */
  readonly apiVersions?: readonly ApiVersion[] | undefined;
  /** A free port of 127.0.0.1 unless given. */
  readonly listen?: Address | undefined;
  /** HTTPS, with a certificate for localhost from a CA that lives and dies with the sandbox. */
  readonly tls?: boolean | undefined;
}

/** A sandbox that runs in this process. */
export interface Sandbox extends SandboxCredentials, AsyncDisposable {
  /** `http://localhost:49152`: the same through every reset. */
  readonly baseUrl: string;
  /** The CA to trust, as PEM text and as a file; undefined over plain HTTP. */
  readonly ca: string | undefined;
  readonly caFile: string | undefined;
  /**
   * The id of the first person of that kind in the account as it is now, in list order.
   *
   * @throws Error if there is none
   */
  userId(kind: PersonKind): Promise<string>;
  /**
   * Puts everything back to the seed: people, applications, limits. Tokens are dead. Listener and connections stay, and
   * what is being answered is finished.
   *
   * @throws Error if it is closed
   */
  reset(): Promise<void>;
  /** Finishes what is being answered (at most 8 s), and lets go of everything. May be repeated. */
  close(): Promise<void>;
}

/**
 * Starts the service on throw-away data in memory, for tests: the real rules, refusals and limits. It logs nothing, and
 * its secrets are known to everyone.
 *
 * @throws SeedRefused saying where the seed is wrong
 * @throws RangeError for limits or API versions that cannot be
 * @throws the system's error when the address cannot be listened on
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const behaviour = behaviourOf(options);
  const store = await openSandboxStore(options);
  const endings = [() => store.storage.close()];
  try {
    const certificate = options.tls ? await makeCertificate(endings) : undefined;
    const app = await startApp({
      ...behaviour,
      storage: store.storage,
      tls: certificate?.material,
      listen: options.listen ?? { host: '127.0.0.1', port: 0 },
    });
    endings.push(() => app.close());
    return runningSandbox(store, app, certificate, endings);
  } catch (error) {
    await endAll(endings).catch(() => {}); // the first failure is the one to report
    throw error;
  }
}

function behaviourOf({ clock = systemClock, limits = {}, strict = false, apiVersions = API_VERSIONS }: SandboxOptions) {
  const { perMinute = QUOTAS.users.perMinute, perHour = QUOTAS.users.perHour } = limits;
  const all = { perMinute, perHour };
  for (const name of ['perMinute', 'perHour'] as const) {
    if (Number.isSafeInteger(all[name]) && all[name] >= 0) continue;
    throw new RangeError(`limits.${name} must be a whole number of requests, or 0 for no limit.`);
  }
  if (apiVersions.length === 0 || !apiVersions.every((version) => API_VERSIONS.includes(version))) {
    throw new RangeError(`apiVersions must name one or both of ${API_VERSIONS.join(' and ')}.`);
  }
  return {
    clock,
    limits: all,
    strict,
    apiVersions,
    logger: createLogger({ level: 'silent', destination: { write: () => {} } }),
    telemetry: undefined,
    region: 'sandbox',
    publicUrl: undefined,
    trustedProxies: [],
    previewSunset: undefined,
    maxConnections: 1000,
  };
}

interface Certificate {
  readonly material: TlsMaterial;
  readonly ca: string;
  readonly caFile: string;
}

async function makeCertificate(endings: (() => Promise<void>)[]): Promise<Certificate> {
  // Loaded where it is wanted: making certificates takes a library of its own.
  const { ensureLocalCertificate } = await import('../tls/local-certificate.ts');
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const { material, caFile } = await ensureLocalCertificate(folder);
  return { material, caFile, ca: await readFile(caFile, 'utf8') };
}

function runningSandbox(
  { storage, credentials, reset }: SandboxStore,
  app: RunningApp,
  certificate: Certificate | undefined,
  endings: (() => Promise<void>)[],
): Sandbox {
  let closing: Promise<void> | undefined;
  let resetting = Promise.resolve();
  const resetOnce = async () => {
    if (closing !== undefined) throw new Error('The sandbox is closed. Start another.');
    await reset();
    app.forgetCallers();
  };
  const close = () => {
    // A reset that runs must not leave a store behind.
    closing ??= resetting.catch(() => {}).then(() => endAll(endings));
    return closing;
  };
  return {
    ...credentials,
    baseUrl: app.baseUrl,
    ca: certificate?.ca,
    caFile: certificate?.caFile,
    userId: (kind) => findPerson(storage, credentials.accountId, kind),
    reset: () => {
      resetting = resetting.catch(() => {}).then(resetOnce);
      return resetting;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Ends what was begun, last first, and carries on past failures. @throws the first of them */
async function endAll(endings: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of endings.splice(0).reverse()) await end().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
