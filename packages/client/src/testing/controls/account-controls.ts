import type { PersonKind } from '../seed.ts';
import type { ControlClient } from './control-client.ts';
import type {
  AccountDescription,
  AccountSettings,
  Application,
  CutOver,
  Expectation,
  Fault,
  FaultState,
  GradeReport,
  JournalEntry,
  NewApplication,
  NewPerson,
  Person,
  PersonChanges,
  RequestFilter,
  SandboxClock,
  Snapshot,
} from './payloads.ts';

/** Everything that can be done to one account of a sandbox. Payloads are those of the controls, as they go over the wire. */
export interface AccountControls {
  /** Its time: tokens expire by it, limits refill by it, people are created at it. */
  readonly clock: {
    get(): Promise<SandboxClock>;
    /** Sets, freezes or releases it. */
    set(change: Partial<SandboxClock>): Promise<SandboxClock>;
    /** Moves it forward by so many seconds; fractions are milliseconds. */
    advance(seconds: number): Promise<SandboxClock>;
  };
  /** What goes wrong, for which call of which operation. */
  readonly faults: {
    add(fault: Fault): Promise<FaultState>;
    list(): Promise<FaultState[]>;
    get(id: string): Promise<FaultState>;
    remove(id: string): Promise<void>;
    clear(): Promise<void>;
  };
  /** Its people, as the account's own administration would see and change them. */
  readonly people: {
    /** In list order, all of them unless a kind is given. */
    list(kind?: PersonKind): AsyncIterableIterator<Person>;
    get(userId: string): Promise<Person>;
    create(person: NewPerson): Promise<Person>;
    update(userId: string, changes: PersonChanges): Promise<Person>;
    remove(userId: string): Promise<void>;
    /** Adds so many people: the same ones for the same random seed. */
    generate(count: number, randomSeed?: number): Promise<{ created: number; updated: number }>;
  };
  /** The applications that call for it. */
  readonly applications: {
    list(): Promise<Application[]>;
    create(application?: NewApplication): Promise<Required<Application>>;
    setScopes(clientId: string, scopes: Application['scopes']): Promise<Application>;
    remove(clientId: string): Promise<void>;
  };
  /** The account as it was: people, applications, live tokens and the clock. */
  readonly snapshots: {
    create(name?: string): Promise<Snapshot>;
    list(): Promise<Snapshot[]>;
    restore(name: string): Promise<void>;
    remove(name: string): Promise<void>;
  };
  /** The end of the preview, rehearsed. */
  readonly cutOver: {
    get(): Promise<CutOver>;
    set(moments: CutOver): Promise<CutOver>;
    clear(): Promise<void>;
  };
  /** Every request, and what it meant. */
  readonly journal: {
    list(filter?: RequestFilter): Promise<JournalEntry[]>;
    /**
     * Waits until so many requests of a kind have been answered.
     *
     * @param options.count 1 unless given
     * @param options.timeoutMs 5,000 unless given, 60,000 at the most, by the machine's clock
     * @throws Error when the time is over first
     */
    wait(
      filter: RequestFilter,
      options?: { readonly count?: number; readonly timeoutMs?: number },
    ): Promise<JournalEntry[]>;
    /** @throws Error naming each expectation that is not met */
    assert(...expectations: Expectation[]): Promise<void>;
    clear(): Promise<void>;
  };
  /** Judges the client by its requests. */
  grade(): Promise<GradeReport>;
  /** Changes limits, strictness or path families. */
  update(settings: AccountSettings): Promise<AccountDescription>;
}

/** The controls of one account. */
export function accountControls(ask: ControlClient, accountId: string): AccountControls {
  const at = `/accounts/${accountId}`;
  const below = (name: string, id: string) => `${at}/${name}/${encodeURIComponent(id)}`;
  return {
    clock: {
      get: () => ask({ path: `${at}/clock` }),
      set: (body) => ask({ path: `${at}/clock`, method: 'PATCH', body }),
      advance: (seconds) => ask({ path: `${at}/clock:advance`, method: 'POST', body: { seconds } }),
    },
    faults: {
      add: (body) => ask({ path: `${at}/faults`, method: 'POST', body }),
      list: async () => (await ask<{ faults: FaultState[] }>({ path: `${at}/faults` })).faults,
      get: (id) => ask({ path: below('faults', id) }),
      remove: (id) => ask({ path: below('faults', id), method: 'DELETE' }),
      clear: () => ask({ path: `${at}/faults`, method: 'DELETE' }),
    },
    people: {
      list: (kind) => listPeople(ask, `${at}/people`, kind),
      get: (id) => ask({ path: below('people', id) }),
      create: (body) => ask({ path: `${at}/people`, method: 'POST', body }),
      update: (id, body) => ask({ path: below('people', id), method: 'PATCH', body }),
      remove: (id) => ask({ path: below('people', id), method: 'DELETE' }),
      generate: (count, seed) =>
        ask({
          path: `${at}/people:generate`,
          method: 'POST',
          body: seed === undefined ? { count } : { count, random_seed: seed },
        }),
    },
    applications: {
      list: async () => (await ask<{ applications: Application[] }>({ path: `${at}/applications` })).applications,
      create: (body = {}) => ask({ path: `${at}/applications`, method: 'POST', body }),
      setScopes: (id, scopes) => ask({ path: below('applications', id), method: 'PATCH', body: { scopes } }),
      remove: (id) => ask({ path: below('applications', id), method: 'DELETE' }),
    },
    snapshots: {
      create: (name) => ask({ path: `${at}/snapshots`, method: 'POST', body: name === undefined ? {} : { name } }),
      list: async () => (await ask<{ snapshots: Snapshot[] }>({ path: `${at}/snapshots` })).snapshots,
      restore: (name) => ask({ path: `${below('snapshots', name)}:restore`, method: 'POST' }),
      remove: (name) => ask({ path: below('snapshots', name), method: 'DELETE' }),
    },
    cutOver: {
      get: () => ask({ path: `${at}/cut-over` }),
      set: (body) => ask({ path: `${at}/cut-over`, method: 'PUT', body }),
      clear: () => ask({ path: `${at}/cut-over`, method: 'DELETE' }),
    },
    journal: journalControls(ask, at),
    grade: () => ask({ path: `${at}/grade` }),
    update: (body) => ask({ path: at, method: 'PATCH', body }),
  };
}

const PAGE_SIZE = 1000;

async function* listPeople(ask: ControlClient, path: string, kind: PersonKind | undefined) {
  let after: string | undefined;
  do {
    const query = { kind, after, page_size: PAGE_SIZE };
    const page: { people: Person[]; next?: string } = await ask({ path, query });
    yield* page.people;
    after = page.next;
  } while (after !== undefined);
}

function journalControls(ask: ControlClient, at: string): AccountControls['journal'] {
  return {
    list: async (filter = {}) => {
      const query = { ...filter, limit: 10_000 };
      return (await ask<{ entries: JournalEntry[] }>({ path: `${at}/journal`, query })).entries;
    },
    wait: async (filter, { count, timeoutMs } = {}) => {
      const query = { ...filter, count, timeout_ms: timeoutMs };
      const answer = await ask<{ met: boolean; entries: JournalEntry[] }>({ path: `${at}/journal:wait`, query });
      if (answer.met) return answer.entries;
      const wanted = `${count ?? 1} × ${JSON.stringify(filter)}`;
      throw new Error(
        `Waited for ${wanted}, and there ${answer.entries.length === 1 ? 'was' : 'were'} ${answer.entries.length}.`,
      );
    },
    assert: async (...expectations) => {
      const body = { expectations };
      const answer = await ask<{ passed: boolean; failures: string[] }>({
        path: `${at}/journal:assert`,
        method: 'POST',
        body,
      });
      if (!answer.passed) throw new Error(answer.failures.join('\n'));
    },
    clear: () => ask({ path: `${at}/journal`, method: 'DELETE' }),
  };
}
