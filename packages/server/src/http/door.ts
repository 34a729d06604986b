import type { ApiVersion, Quota } from '@rollcall/contract';
import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import type { AttemptGuard, QuotaGate } from '../limits/limits.ts';
import type { Storage } from '../storage/storage.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Send } from './answer.ts';
import type { CallLog } from './call-log.ts';

/** What every exchange at the door needs. Made once, never changed. */
export interface Door {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly quotas: QuotaGate;
  /** For applications that have none of their own, nor of their account. */
  readonly limits: Quota;
  readonly attempts: AttemptGuard;
  readonly calls: CallLog;
  /** How answers get onto the connection. */
  readonly send: Send;
  readonly strict: boolean;
  readonly apiVersions: readonly ApiVersion[];
  readonly previewSunset: Date | undefined;
  /** Since when the preview is deprecated; the published date unless given. */
  readonly previewDeprecation: Date | undefined;
  /** Public URL without a trailing slash. Known once the server listens. */
  readonly baseUrl: () => string;
}
