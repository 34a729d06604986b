/*
 * What the controls of a sandbox send and take, as it goes over the wire: the schemas of the controls' OpenAPI document.
 * Written out, so that these types hold where `@rollcall/server` is not installed; a test holds them to the contract's.
 */
import type { OperationId } from '../../hooks.ts';
import type { Seed } from '../seed.ts';

/** RFC 3339. */
type Moment = string;
type Scope = 'list_users' | 'get_user' | 'suspend_user' | 'reactivate_user';
type Role = 'owner' | 'administrator' | 'member';
type UserState = 'ACTIVE' | 'SUSPENDED';
type ApiVersion = 'v1beta1' | 'v1';
/** Completed by editors. Rollcall has a few more. */
type OperationName = OperationId | (string & {});

/** Ready-made awkward accounts. */
export type Preset =
  | 'demo'
  | 'one-owner'
  | 'automated-provisioning'
  | 'externally-managed'
  | 'empty'
  | 'ten-thousand'
  | 'every-script';

/** The clock of an account. */
export interface SandboxClock {
  /** What it shows, with milliseconds. */
  time: Moment;
  /** Whether it stands still. */
  frozen: boolean;
}

/** How often an application may call. */
export interface SandboxLimits {
  /** Requests of an application in 60 seconds; 0 for no limit. */
  per_minute?: number;
  /** Requests of an application in an hour; 0 for no limit. */
  per_hour?: number;
}

/** What of an account may be changed while it is used. */
export interface AccountSettings {
  limits?: SandboxLimits;
  /** Refuse unknown and misspelt query parameters. */
  strict?: boolean;
  /** The path families it is served in. */
  api_versions?: ApiVersion[];
}

/** What an isolated account is to be like. Everything may be left out. */
export interface CreateAccountRequest extends AccountSettings {
  /** To recognise it by: the name of the test. */
  name?: string;
  /** The region it is homed in; the first one unless given. */
  region?: string;
  /** Who is in it; `demo` unless given. Not together with `seed` or `users`. */
  preset?: Preset;
  /** Who is in it: the content of a directory file. */
  seed?: Exclude<Seed, string | URL>;
  /** Generate this many people instead. */
  users?: number;
  /** For `users`: the same seed gives the same people. */
  random_seed?: number;
  clock?: Partial<SandboxClock>;
}

/** An account of a sandbox, and how to call it. */
export interface AccountDescription {
  account_id: string;
  name: string;
  region: string;
  base_url: string;
  client_id: string;
  client_secret: string;
  /** Whether the sandbox started with it. */
  seeded: boolean;
  limits: SandboxLimits;
  strict: boolean;
  api_versions: ApiVersion[];
  clock: SandboxClock;
}

/** A sandbox, its regions, and the account to begin with. */
export interface SandboxDescription {
  /** Of Rollcall. */
  version: string;
  start_time: Moment;
  control_url: string;
  /** The certificate to trust, as PEM. */
  ca?: string;
  regions: { name: string; base_url: string; host_name?: string }[];
  account: AccountDescription;
}

interface FaultCalls {
  /** `*` for calls of any. */
  operation: OperationName | '*';
  /** From which call on, counted from when the fault is set; 1 unless given. */
  first_call?: number;
  /** Up to which call; null: until the fault is removed. The first call alone unless given. */
  last_call?: number | null;
}

/** What goes wrong, and for which calls. */
export type Fault = FaultCalls &
  (
    | { kind: 'answer'; status: number; reason?: string }
    | { kind: 'rate_limit'; retry_after_seconds: number; retry_after_form?: 'seconds' | 'date' }
    | { kind: 'delay'; delay_ms: number }
    | { kind: 'slow_body'; duration_ms: number }
    | { kind: 'cut_body'; after_bytes?: number }
    | { kind: 'reset_connection'; when?: 'before' | 'after' }
    | { kind: 'hang' }
    | { kind: 'broken_json' }
    | { kind: 'empty_page' }
    | { kind: 'expired_token' }
    | { kind: 'html'; status?: number }
    | { kind: 'advance_clock'; seconds: number }
    | {
        kind: 'change_people';
        create?: NewPerson[];
        suspend?: string[];
        reactivate?: string[];
        delete?: string[];
      }
  );

/** A fault that is set, and what it has done. */
export interface FaultState {
  id: string;
  fault: Fault;
  /** Calls of the operation since it was set. */
  calls: number;
  /** Calls it met. */
  hits: number;
}

/** A person to add: the fields of a directory file. */
export interface NewPerson {
  id?: string;
  email: string;
  display_name: string;
  state?: UserState;
  create_time?: Moment;
  role?: Role;
  externally_managed?: boolean;
}

/** A person with what the API does not show: role and external management. */
export interface Person extends Required<NewPerson> {}

/** What of a person may be changed. What is left out stays. */
export type PersonChanges = Partial<Omit<Person, 'id' | 'create_time'>>;

/** An application to add. */
export interface NewApplication {
  name?: string;
  /** All four unless given. */
  scopes?: Scope[];
  client_id?: string;
  client_secret?: string;
}

/** An application of an account. */
export interface Application {
  client_id: string;
  name: string;
  scopes: Scope[];
  create_time: Moment;
  /** Only where it was just made. */
  client_secret?: string;
}

/** An account as it was. */
export interface Snapshot {
  name: string;
  create_time: Moment;
  active: number;
  suspended: number;
}

/** When the preview ends. */
export interface CutOver {
  deprecation_time?: Moment;
  /** When the preview goes away, by the account's clock. */
  sunset_time: Moment;
}

/** How a request ended: `failed` is 5xx or a spoilt answer, `no_answer` a connection that ended first. */
export type Outcome = 'succeeded' | 'refused' | 'failed' | 'no_answer';

/** Which requests are meant. */
export interface RequestFilter {
  operation?: OperationName;
  outcome?: Outcome;
  status?: number;
  reason?: string;
  client_id?: string;
  user_id?: string;
  /** Only requests after this sequence number. */
  after?: number;
}

/** How many requests of a kind there should be. At least one unless a number is given. */
export interface Expectation extends RequestFilter {
  exactly?: number;
  at_least?: number;
  at_most?: number;
}

/** One request and what it meant. Secrets are masked. */
export interface JournalEntry {
  sequence: number;
  /** By the account's clock. */
  time: Moment;
  wall_time: Moment;
  duration_ms: number;
  region: string;
  /** `ListUsers` and so on; `Unmatched` where it led to none. */
  operation: string;
  api_version?: ApiVersion;
  method: string;
  path: string;
  query: Record<string, string[]>;
  request_headers: Record<string, string>;
  request_body?: string;
  user_agent?: string;
  client_id?: string;
  /** Where it did not prove to be one: the application it said it was, or that its token was issued to. */
  claimed_client_id?: string;
  account_id?: string;
  user_id?: string;
  token?: { fingerprint: string; issued_by?: number; expire_time?: Moment; expired: boolean };
  page?: {
    walk: number;
    number: number;
    requested_size?: string;
    people?: number;
    has_next?: boolean;
    filter?: string;
    unknown_token?: boolean;
  };
  outcome: Outcome;
  /** How it ends is not known yet. */
  under_way?: boolean;
  status?: number;
  reason?: string;
  retry_after?: string;
  retry_after_ms?: number;
  rate_limit?: string;
  fault?: { id: string; kind: string };
  request_id: string;
}

/** What the requests say about one rule. */
export interface GradeFinding {
  rule: string;
  title: string;
  verdict: 'passed' | 'failed' | 'warning' | 'not_observed';
  sentence: string;
  advice?: string;
  evidence: { sequence: number; note: string }[];
  situation?: string;
}

/** What the requests say about a client. */
export interface GradeReport {
  verdict: 'passed' | 'failed' | 'incomplete';
  totals: { passed: number; failed: number; warning: number; not_observed: number };
  begin_time?: Moment;
  end_time?: Moment;
  user_agents: string[];
  requests: number;
  findings: GradeFinding[];
  evidence: JournalEntry[];
}
