import type { X509Certificate } from 'node:crypto';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../domain/clock.ts';
import { checkPair, concernOf, type PairFiles, readPairFiles } from './operator-pair.ts';
import type { CertificatePair, TlsMaterial } from './tls-material.ts';
import { reasonOf } from './tls-refused.ts';

export interface WatchOptions {
  readonly clock?: Clock;
  /** Milliseconds between two looks at the files. */
  readonly pollMs?: number;
}

type PairLogger = Pick<Logger, 'info' | 'warn'>;

const POLL_MS = 2000;
/** Looks in a row that must find the same: a pair is written file by file, and a file byte by byte. */
const LOOKS_BEFORE_USE = 2;
/** A renewal that changes one file a while before the other deserves patience before it is called bad. */
const LOOKS_BEFORE_WARNING = 5;
const REMIND_EVERY_MS = 24 * 60 * 60 * 1000;

/**
 * The operator's own certificate and key, PEM. Followed through the material's `onChange`: the contents of both files
 * are read again every two seconds, which sees a rename, a flipped symlink, a change in place and a network share alike.
 * A pair that cannot be used is logged, and the old one stays.
 * @throws TlsRefused when the pair cannot be used now.
 */
export async function watchCertificate(
  certFile: string,
  keyFile: string,
  logger: PairLogger,
  options: WatchOptions = {},
): Promise<TlsMaterial> {
  const files = { certFile, keyFile };
  const clock = options.clock ?? systemClock;
  const first = await readPairFiles(files);
  const watch = new PairWatch(files, logger, clock, first);
  const onChange = (listener: (next: CertificatePair) => void) => {
    let stopped = false;
    let timer: NodeJS.Timeout | undefined;
    const look = async () => {
      const next = await watch.look();
      if (stopped) return;
      if (next !== undefined) listener(next);
      schedule();
    };
    const schedule = () => {
      timer = setTimeout(look, options.pollMs ?? POLL_MS).unref();
    };
    schedule();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  };
  return { ...first, onChange };
}

/** What was seen in the files so far, and what to make of the next look. */
class PairWatch {
  readonly #files: PairFiles;
  readonly #logger: PairLogger;
  readonly #clock: Clock;
  #used: CertificatePair;
  #certificate: X509Certificate;
  #seen: string;
  #looks = LOOKS_BEFORE_WARNING;
  #remindedAt = Number.NEGATIVE_INFINITY;

  constructor(files: PairFiles, logger: PairLogger, clock: Clock, first: CertificatePair) {
    this.#files = files;
    this.#logger = logger;
    this.#clock = clock;
    this.#used = first;
    this.#seen = fingerprint(first);
    this.#certificate = checkPair(first, files, clock.now());
    this.#remind();
  }

  /** Reads the files. Returns the pair once a new, good one has settled. Never throws. */
  async look(): Promise<CertificatePair | undefined> {
    this.#remind();
    const found = await readPairFiles(this.#files).catch((error: unknown) => reasonOf(error));
    const seen = typeof found === 'string' ? found : fingerprint(found);
    this.#looks = seen === this.#seen ? this.#looks + 1 : 1;
    this.#seen = seen;
    if (typeof found === 'string') {
      this.#complain(found);
      return undefined;
    }
    if (seen === fingerprint(this.#used) || this.#looks < LOOKS_BEFORE_USE) return undefined;
    return this.#take(found);
  }

  #take(pair: CertificatePair): CertificatePair | undefined {
    if (this.#looks > LOOKS_BEFORE_WARNING) return undefined;
    try {
      this.#certificate = checkPair(pair, this.#files, this.#clock.now());
    } catch (error) {
      this.#complain(reasonOf(error));
      return undefined;
    }
    this.#used = pair;
    this.#remindedAt = Number.NEGATIVE_INFINITY;
    this.#logger.info({ certFile: this.#files.certFile, until: this.#certificate.validTo }, 'new certificate in use');
    this.#remind();
    return pair;
  }

  /** Once for each thing found, when it has stayed that way. */
  #complain(reason: string): void {
    if (this.#looks !== LOOKS_BEFORE_WARNING) return;
    this.#logger.warn({ certFile: this.#files.certFile }, `The old certificate stays in use. ${reason}`);
  }

  #remind(): void {
    const now = this.#clock.now();
    if (now - this.#remindedAt < REMIND_EVERY_MS) return;
    const concern = concernOf(this.#certificate, now);
    if (concern === undefined) return;
    this.#remindedAt = now;
    this.#logger.warn({ certFile: this.#files.certFile }, concern);
  }
}

function fingerprint(pair: CertificatePair): string {
  return `${pair.cert}\n${pair.key}`;
}
