import type { Quota } from '@rollcall/contract';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../domain/clock.ts';
import type { QuotaDecision, QuotaState } from '../../domain/quota-window.ts';
import type { Awaitable } from '../../storage/storage.ts';
import type { LimitStore, LimitStoreObserver } from '../limit-store.ts';
import type { QuotaGate } from '../limits.ts';
import { RecentRefusals } from './recent-refusals.ts';
import { SharedWindow, secondsLeft, type WindowUse } from './shared-window.ts';

const UNLIMITED: QuotaDecision = { allowed: true, states: [], retryAfterSeconds: 0 };
/** Distinct limits in use; the windows of others are made anew. */
const MAX_QUOTAS = 1000;
/**
 * A request is not given back to a window that ends sooner than the slowest answer of a store: it might reach the next
 * window, which would then let one too many pass.
 */
const TOO_LATE_MS = 5_000;

interface Windows {
  readonly minute: SharedWindow | undefined;
  readonly hour: SharedWindow | undefined;
}

/** What is known of a window: `counted` where it has been asked. */
interface Reading {
  readonly name: QuotaState['name'];
  readonly window: SharedWindow;
  readonly use: WindowUse;
}

/**
 * Counts the requests of every caller on all servers together. The minute is asked first and the hour only where
 * the minute has room, so that a request the minute refuses never takes anything from the hour; one the hour refuses is
 * given back to the minute.
 */
export class SharedQuotaGate implements QuotaGate {
  readonly #store: LimitStore;
  readonly #observe: LimitStoreObserver;
  readonly #windows = new LRUCache<string, Windows>({ max: MAX_QUOTAS });
  readonly #refusals: RecentRefusals<readonly Reading[]>;

  constructor(parts: {
    readonly store: LimitStore;
    readonly clock: Clock;
    readonly observe: LimitStoreObserver;
  }) {
    this.#store = parts.store;
    this.#observe = parts.observe;
    this.#refusals = new RecentRefusals(parts.clock);
  }

  take(caller: string, quota: Quota): Awaitable<QuotaDecision> {
    return this.#decide(caller, quota, (key, windows) => this.#count(key, windows));
  }

  peek(caller: string, quota: Quota): Awaitable<QuotaDecision> {
    return this.#decide(caller, quota, async (key, { minute, hour }) => {
      const [inMinute, inHour] = await Promise.all([minute?.look(key), hour?.look(key)]);
      const readings = read({ minute, hour }, inMinute, inHour);
      return decision(readings, readings.every(hasRoom));
    });
  }

  /** Counts belong to all servers: nothing here is this one's alone to forget. */
  clear(): void {}

  #decide(
    caller: string,
    { perMinute, perHour }: Quota,
    ask: (key: string, windows: Windows) => Promise<QuotaDecision>,
  ): Awaitable<QuotaDecision> {
    if (perMinute === 0 && perHour === 0) return UNLIMITED;
    const limits = `${perMinute}/${perHour}`;
    // The limits are part of the key: when they are changed, every server starts counting anew.
    const key = `${caller} ${limits}`;
    const refused = this.#refusals.find(key);
    if (refused !== undefined) return decision(later(refused.value, refused.ageMs), false);
    return ask(key, this.#windowsOf(limits, { perMinute, perHour }));
  }

  async #count(key: string, windows: Windows): Promise<QuotaDecision> {
    const { minute, hour } = windows;
    const inMinute = await minute?.count(key);
    if (isOver(minute, inMinute)) return this.#refuse(key, read(windows, inMinute, await hour?.look(key)));
    const inHour = await hour?.count(key);
    if (!isOver(hour, inHour)) return decision(read(windows, inMinute, inHour), true);
    return this.#refuse(key, read(windows, await giveBack(key, minute, inMinute), inHour));
  }

  #refuse(key: string, readings: readonly Reading[]): QuotaDecision {
    this.#refusals.add(key, readings, Math.min(...readings.map(({ use }) => use.msLeft)));
    return decision(readings, false);
  }

  #windowsOf(limits: string, { perMinute, perHour }: Quota): Windows {
    const known = this.#windows.get(limits);
    if (known !== undefined) return known;
    const open = (kind: string, limit: number, seconds: number) =>
      limit === 0 ? undefined : new SharedWindow(this.#store, { kind, limit, seconds }, this.#observe);
    // `quota-minute` promises that an hour is counted next: PostgreSQL then flushes both to the disk in one go.
    const minute = open(perHour === 0 ? 'quota-minute-alone' : 'quota-minute', perMinute, 60);
    const windows = { minute, hour: open('quota-hour', perHour, 3600) };
    this.#windows.set(limits, windows);
    return windows;
  }
}

function isOver(window: SharedWindow | undefined, use: WindowUse | undefined): boolean {
  return window !== undefined && use !== undefined && use.used > window.limit;
}

async function giveBack(key: string, minute: SharedWindow | undefined, use: WindowUse | undefined) {
  if (minute === undefined || use === undefined || use.msLeft < TOO_LATE_MS) return use;
  // The refusal stands whether or not this succeeds.
  return await minute.giveBack(key).catch(() => use);
}

function read(windows: Windows, inMinute: WindowUse | undefined, inHour: WindowUse | undefined): Reading[] {
  const { minute, hour } = windows;
  const readings: Reading[] = [];
  if (minute && inMinute) readings.push({ name: 'minute', window: minute, use: inMinute });
  if (hour && inHour) readings.push({ name: 'hour', window: hour, use: inHour });
  return readings;
}

function later(readings: readonly Reading[], ageMs: number): Reading[] {
  return readings.map((reading) => ({ ...reading, use: { ...reading.use, msLeft: reading.use.msLeft - ageMs } }));
}

function hasRoom({ window, use }: Reading): boolean {
  return use.used < window.limit;
}

function decision(readings: readonly Reading[], allowed: boolean): QuotaDecision {
  const states = readings.map(({ name, window, use }) => ({
    name,
    limit: window.limit,
    windowSeconds: window.seconds,
    remaining: Math.max(0, window.limit - use.used),
    resetSeconds: secondsLeft(use),
  }));
  const waits = allowed ? [] : states.filter(({ remaining }) => remaining === 0);
  return { allowed, states, retryAfterSeconds: Math.max(0, ...waits.map(({ resetSeconds }) => resetSeconds)) };
}
