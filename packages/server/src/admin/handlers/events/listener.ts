import type { AuditEntry } from '@rollcall/contract/admin';
import type { AdminCall, AdminServices, Caller } from '../../admin-call.ts';
import { actorName } from '../../admin-quota.ts';
import { isStillAllowed } from '../../still-allowed.ts';
import { EventStream } from './event-stream.ts';

/** Somebody who hears what happens, in an account or in all of them. */
export class Listener {
  readonly stream = new EventStream();
  readonly #caller: Caller;
  readonly #accountId: string | undefined;
  #known = 0;

  constructor({ params }: AdminCall, caller: Caller) {
    this.#caller = caller;
    this.#accountId = params.account;
  }

  /** The same for all that somebody listens to, in however many browsers. */
  get actor(): string {
    return actorName(this.#caller);
  }

  /** Whoever has the same is allowed what they are allowed: by one session or key, in one account. */
  get right(): string {
    const holder = this.#caller.kind === 'session' ? this.#caller.sessionHash : this.#caller.key.id;
    return `${holder} ${this.#accountId}`;
  }

  isAbout(accountId: string | undefined): boolean {
    return this.#accountId === undefined || this.#accountId === accountId;
  }

  /** What was written down up to this number is no news. */
  knows(sequence: number): void {
    this.#known = sequence;
  }

  tell(entry: AuditEntry): void {
    if (entry.sequence > this.#known && this.isAbout(entry.account_id))
      this.stream.send('audit', JSON.stringify(entry), entry.sequence);
  }

  /** Whether they may still hear it. */
  isStillAllowed(services: AdminServices): Promise<boolean> {
    return isStillAllowed(services, this.#caller, this.#accountId === undefined ? 'deployment.read' : 'audit.read');
  }

  signOut(): void {
    this.stream.send('signed-out', '{}');
    this.stream.end();
  }
}
