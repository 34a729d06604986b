import type { Readable } from 'node:stream';
import type { AdminCall, AdminServices, Caller } from '../../admin-call.ts';
import { AdminRefusal } from '../../admin-refusal.ts';
import { entriesOnWire } from '../audit/entry-on-wire.ts';
import { Listener } from './listener.ts';

const TICK_MS = 1_000;
const TICKS_BETWEEN_BEATS = 15;
const CHUNK = 500;
const MOST_LISTENERS = 500;
/** Tabs of their browsers, say. */
const MOST_OF_ONE = 20;
const RETRY_SECONDS = 30;

/** Tells everybody who listens what is written down, whichever server wrote it: one question a second for all of them. */
export class EventHub {
  readonly #services: AdminServices;
  readonly #listeners = new Set<Listener>();
  /** Applications whose calls were written down since the last tick. */
  readonly #used = new Set<string>();
  /** The last entry that was told; undefined while nobody listens. */
  #position: Promise<number> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ticking = false;
  #ticks = 0;

  constructor(services: AdminServices) {
    this.#services = services;
    services.calls.onWritten((clientIds) => {
      if (this.#listeners.size > 0) for (const clientId of clientIds) this.#used.add(clientId);
    });
  }

  /**
   * What happens from now on.
   * @throws AdminRefusal rate_limit_exceeded where too many listen already
   */
  async join(call: AdminCall, caller: Caller): Promise<Readable> {
    const listener = new Listener(call, caller);
    this.#refuseTooMany(listener);
    this.#listeners.add(listener);
    const { readable } = listener.stream;
    readable.once('close', () => this.#leave(listener));
    call.signal.addEventListener('abort', () => listener.stream.end(), { once: true });
    try {
      listener.knows(await this.#begin());
    } catch (error) {
      this.#leave(listener);
      throw error;
    }
    return readable;
  }

  #refuseTooMany({ actor }: Listener): void {
    const own = [...this.#listeners].filter((each) => each.actor === actor);
    if (this.#listeners.size < MOST_LISTENERS && own.length < MOST_OF_ONE) return;
    throw new AdminRefusal('rate_limit_exceeded', {
      sentence:
        'Too many listen to events already. Close one that does, or wait for as many seconds as Retry-After says.',
      headers: { 'retry-after': String(RETRY_SECONDS) },
    });
  }

  /** @returns the number of the newest entry */
  async #begin(): Promise<number> {
    const newest = Promise.resolve(this.#services.storage.newestAudit());
    this.#position ??= newest;
    try {
      const number = await newest;
      if (this.#listeners.size > 0) {
        this.#position ??= newest;
        this.#timer ??= setInterval(() => void this.#tick(), TICK_MS).unref();
      }
      return number;
    } catch (error) {
      if (this.#position === newest) this.#position = undefined;
      throw error;
    }
  }

  #leave(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#position = undefined;
    this.#used.clear();
  }

  /** Never fails: a store that is away now is asked again with the next tick. */
  async #tick(): Promise<void> {
    if (this.#ticking) return;
    this.#ticking = true;
    try {
      this.#ticks += 1;
      if (this.#ticks % TICKS_BETWEEN_BEATS === 0) for (const { stream } of this.#listeners) stream.beat();
      // First: who was signed out hears no more.
      await this.#signOutEnded();
      await this.#tellEntries();
      await this.#tellUse();
    } catch (error) {
      this.#services.logger.debug({ err: error }, 'following the audit log failed; it is tried again');
    } finally {
      this.#ticking = false;
    }
  }

  async #signOutEnded(): Promise<void> {
    // Tabs of one browser are asked about once.
    for (const alike of Map.groupBy(this.#listeners, ({ right }) => right).values()) {
      if (await alike[0]?.isStillAllowed(this.#services)) continue;
      for (const listener of alike) {
        this.#listeners.delete(listener);
        listener.signOut();
      }
    }
  }

  async #tellEntries(): Promise<void> {
    const { storage } = this.#services;
    for (;;) {
      const position = await this.#position;
      if (position === undefined) return;
      const entries = await storage.followAudit(position, CHUNK);
      const last = entries.at(-1);
      if (last === undefined) return;
      const shown = await entriesOnWire(storage, entries);
      for (const listener of this.#listeners) for (const entry of shown) listener.tell(entry);
      if (this.#position !== undefined) this.#position = Promise.resolve(last.sequence);
    }
  }

  /** Only those whose account was called. */
  async #tellUse(): Promise<void> {
    const used = [...this.#used];
    this.#used.clear();
    const found = await Promise.all(used.map((clientId) => this.#services.storage.findApplication(clientId)));
    const accounts = new Set(found.map((application) => application?.accountId));
    for (const listener of this.#listeners) {
      const concerned = [...accounts].some((accountId) => accountId !== undefined && listener.isAbout(accountId));
      if (concerned) listener.stream.send('usage', '{}');
    }
  }
}
