import type { ApiVersion, Quota } from '@rollcall/contract';
import type { Logger } from 'pino';
import type { Clock } from './domain/clock.ts';
import { PageTokens } from './domain/page-token.ts';
import { type Random, systemRandom } from './domain/random.ts';
import { type Send, send } from './http/answer.ts';
import { CallLog } from './http/call-log.ts';
import type { Door } from './http/door.ts';
import { createRoutes, type Route } from './http/routes.ts';
import { createLimits } from './limits/create-limits.ts';
import type { LimitStore } from './limits/limit-store.ts';
import { createOperations } from './operations/index.ts';
import type { Storage } from './storage/storage.ts';
import type { Metrics } from './telemetry/metrics.ts';

export interface ServiceOptions {
  readonly storage: Storage;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Where tokens come from; the system's unless given. */
  readonly random?: Random | undefined;
  /** Requests per application; 0 switches a limit off. */
  readonly limits: Quota;
  /** Where several servers count together; undefined: this one counts by itself. */
  readonly limitStore?: LimitStore | undefined;
  /** Refuse unknown parameters and misspelt page parameters. */
  readonly strict: boolean;
  readonly apiVersions: readonly ApiVersion[];
  /** When the preview goes away; its answers then carry Deprecation, Sunset and Link. */
  readonly previewSunset: Date | undefined;
  /** Since when it is deprecated, where that is not the published date. */
  readonly previewDeprecation?: Date | undefined;
  /** Public URL without a trailing slash. Asked for when requests come. */
  readonly baseUrl: () => string;
  /** How answers get onto the connection, where that is not as they are. */
  readonly send?: Send | undefined;
}

/** One directory, served: its people, clock and limits, and what is answered at every path. */
export interface Service {
  readonly door: Door;
  readonly routes: readonly Route[];
  /** What seals and opens the page tokens of its lists. */
  readonly pageTokens: PageTokens;
}

/** Puts together what answers requests; who listens for them is another matter. */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { storage, clock, random = systemRandom, baseUrl, apiVersions } = options;
  const { limits, limitStore: store, metrics } = options;
  const door: Door = {
    storage,
    clock,
    logger: options.logger,
    metrics,
    limits,
    ...createLimits({ store, clock, observe: metrics.observeLimitStore }),
    calls: new CallLog(clock),
    send: options.send ?? send,
    strict: options.strict,
    apiVersions,
    previewSunset: options.previewSunset,
    previewDeprecation: options.previewDeprecation,
    baseUrl,
  };
  const pageTokens = new PageTokens(await storage.loadKey('page-tokens'));
  const operations = createOperations({ storage, clock, random, pageTokens, baseUrl, apiVersions });
  return { door, routes: createRoutes(door, operations), pageTokens };
}
