import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../domain/clock.ts';
import type { Storage } from '../storage/storage.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import type { TlsMaterial } from '../tls/tls-material.ts';
import { startControlListener } from './control/control-listener.ts';
import { findPerson } from './people/find-person.ts';
import type { PersonKind } from './people/person-kinds.ts';
import { listenForRegions } from './region/listen.ts';
import { openRegions } from './region/open-regions.ts';
import type { Regions } from './region/regions.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import type { SandboxCredentials } from './seed/fill-storage.ts';

/** A sandbox that runs in this process. */
export interface Sandbox extends SandboxCredentials, AsyncDisposable {
  /** `http://localhost:49152`: of the first region, the same through every reset. */
  readonly baseUrl: string;
  /** `http://127.0.0.1:49153`: below it are the controls, at `/sandbox/v1`. Undefined where they are switched off. */
  readonly controlUrl: string | undefined;
  /** Every region and where it answers. */
  readonly regions: readonly {
    readonly name: string;
    readonly baseUrl: string;
    readonly hostName: string | undefined;
  }[];
  /** `http://127.0.0.1:9444`, where telemetry listens. */
  readonly telemetryUrl: string | undefined;
  /** What the first account holds, as it is now. */
  readonly storage: Storage;
  /** The CA to trust, as PEM text and as a file; undefined over plain HTTP, and for a certificate of one's own. */
  readonly ca: string | undefined;
  readonly caFile: string | undefined;
  /**
   * The id of the first person of that kind in the account as it is now, in list order.
   *
   * @throws Error if there is none
   */
  userId(kind: PersonKind): Promise<string>;
  /**
   * Puts everything back to the seed: people, applications, limits. Isolated accounts are gone, tokens dead. Listener
   * and connections stay, and what is being answered is finished.
   *
   * @throws Error if it is closed
   */
  reset(): Promise<void>;
  /** Finishes what is being answered (at most 8 s), and lets go of everything. May be repeated. */
  close(): Promise<void>;
}

/**
 * Starts the service on throw-away data in memory, for tests: the real rules, refusals and limits, with controls beside
 * it. It logs nothing, and its secrets are known to everyone.
 *
 * @throws SeedRefused saying where the seed is wrong
 * @throws RangeError for limits or API versions that cannot be
 * @throws the system's error when an address cannot be listened on
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = systemClock, logger = createLogger({ level: 'silent', destination: { write: () => {} } }) } = options;
  const metrics = createMetrics();
  const endings: (() => Promise<void>)[] = [];
  try {
    const regions = await openRegions(options, { clock, logger, metrics });
    endings.push(() => regions.close());
    const certificate = options.tls === true ? await makeCertificate(regions, endings) : undefined;
    const tls = typeof options.tls === 'object' ? options.tls : certificate?.material;
    const listeners = await listenForRegions(regions, { ...options, tls, clock, logger, metrics }, endings);
    endings.push(async () => regions.endFaults());
    const control =
      options.control === null
        ? undefined
        : await startControlListener(
            { regions, ca: certificate?.ca ?? options.ca, address: options.control, logger },
            endings,
          );
    return running({ regions, certificate, endings, controlUrl: control?.url, telemetryUrl: listeners.telemetryUrl });
  } catch (error) {
    await endAll(endings).catch(() => {}); // the first failure is the one to report
    throw error;
  }
}

interface Certificate {
  readonly material: TlsMaterial;
  readonly ca: string;
  readonly caFile: string;
}

async function makeCertificate(regions: Regions, endings: (() => Promise<void>)[]): Promise<Certificate> {
  // Loaded where it is wanted: making certificates takes a library of its own.
  const { ensureLocalCertificate } = await import('../tls/local-certificate.ts');
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const names = regions.all.flatMap(({ hostName }) => hostName ?? []);
  const { material, caFile } = await ensureLocalCertificate(folder, { names });
  return { material, caFile, ca: await readFile(caFile, 'utf8') };
}

function running(parts: {
  readonly regions: Regions;
  readonly certificate: Certificate | undefined;
  readonly endings: (() => Promise<void>)[];
  readonly controlUrl: string | undefined;
  readonly telemetryUrl: string | undefined;
}): Sandbox {
  const { regions, certificate, endings, controlUrl, telemetryUrl } = parts;
  const { first, baseUrl } = regions.all[0];
  let closing: Promise<void> | undefined;
  let resetting = Promise.resolve();
  const resetOnce = async () => {
    if (closing !== undefined) throw new Error('The sandbox is closed. Start another.');
    await regions.reset();
  };
  const close = () => {
    // A reset that runs must not leave a store behind.
    closing ??= resetting.catch(() => {}).then(() => endAll(endings));
    return closing;
  };
  return {
    ...first.credentials,
    get storage() {
      return first.storage;
    },
    baseUrl,
    controlUrl,
    telemetryUrl,
    regions: regions.all.map(({ name, hostName, baseUrl }) => ({ name, hostName, baseUrl })),
    ca: certificate?.ca,
    caFile: certificate?.caFile,
    userId: (kind) => findPerson(first.storage, first.credentials.accountId, kind),
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
