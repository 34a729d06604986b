import type {
  CreateAccountRequest,
  CreateFaultRequest,
  JournalEntry,
  SandboxAccount,
  SandboxDescription,
  SandboxJournal,
  SandboxPeople,
  SandboxPerson,
} from '@rollcall/contract/sandbox';
import { CONTROL_BASE_PATH } from '@rollcall/contract/sandbox/openapi';

/** What an exam asks of a sandbox: by its controls, so that it may run anywhere. */
export class ExamControls {
  readonly #base: string;

  /** @param controlUrl of the control listener, without a trailing slash */
  constructor(controlUrl: string) {
    this.#base = `${controlUrl.replace(/\/+$/, '')}${CONTROL_BASE_PATH}`;
  }

  describe(): Promise<SandboxDescription> {
    return this.#ask('GET', '');
  }

  createAccount(request: CreateAccountRequest): Promise<SandboxAccount> {
    return this.#ask('POST', '/accounts', request);
  }

  deleteAccount(accountId: string): Promise<void> {
    return this.#ask('DELETE', `/accounts/${accountId}`);
  }

  async createFault(accountId: string, fault: CreateFaultRequest): Promise<void> {
    await this.#ask('POST', `/accounts/${accountId}/faults`, fault);
  }

  async journal(accountId: string): Promise<readonly JournalEntry[]> {
    const { entries } = await this.#ask<SandboxJournal>('GET', `/accounts/${accountId}/journal?limit=10000`);
    return entries;
  }

  /** Everybody in the account. */
  async people(accountId: string): Promise<readonly SandboxPerson[]> {
    const all: SandboxPerson[] = [];
    let after: string | undefined;
    do {
      const query = `page_size=1000${after === undefined ? '' : `&after=${after}`}`;
      const page = await this.#ask<SandboxPeople>('GET', `/accounts/${accountId}/people?${query}`);
      all.push(...page.people);
      after = page.next;
    } while (after !== undefined);
    return all;
  }

  async #ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(this.#base + path, { method, ...init }).catch((cause: unknown) => {
      throw new Error(`The controls of the sandbox at ${this.#base} do not answer. Is it running?`, { cause });
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox refused ${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer; // follows the operation's schema
  }
}
