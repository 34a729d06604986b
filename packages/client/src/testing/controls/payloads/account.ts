import type { ApiVersion } from '../../../options.ts';
import type { Seed } from '../../seed.ts';
import type { Moment } from './words.ts';

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
