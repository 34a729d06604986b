import type { ApiVersion, UserState } from '@rollcall/contract';
import type { DirectoryFile } from '@rollcall/contract/directory-file';
import type { CreateAccountRequest, CreateFaultRequest } from '@rollcall/contract/sandbox';
import type { GradeFacts } from '../grade-facts.ts';

/** Who is meant: somebody known by id, or somebody to be found on the list. */
export type ExamPerson = { readonly userId: string } | { readonly email: string };

/** What the client is asked to do. */
export type ExamTask =
  /** List people: all of them, unless a filter is given. */
  | { readonly do: 'list'; readonly filter?: 'active' | 'suspended' }
  | { readonly do: 'get' | 'suspend' | 'reactivate'; readonly person: ExamPerson };

/** With what the client does it: the account of one situation. */
export interface ExamCredentials {
  /** Of the region the account is homed in, without a trailing slash and without the path family. */
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiVersion: ApiVersion;
  /** Name of the region: `eu`. */
  readonly region: string;
  /** The CA to trust, as PEM; undefined over plain HTTP. */
  readonly ca: string | undefined;
}

/** What a situation must come to. */
export type ExamOutcome =
  /** The task can be done, and the client is to do it. */
  | 'done'
  /** The task is refused for good, and the client is to say so: it ends with a failure. */
  | 'refused'
  /** Done, or reported as failed: anything but a success that was none. */
  | 'done_or_reported';

/** An awkward moment the client under test is led into, alone with an account made for it. */
export interface Situation {
  /** `token-expires`: in reports and on the command line. */
  readonly id: string;
  /** In a few words: `The token expires in the middle of a list`. */
  readonly title: string;
  /** In a sentence: what happens, and what a good client does. */
  readonly description: string;
  readonly task: ExamTask;
  /** Who is in the account, and which applications there are; the first one calls. */
  readonly seed: DirectoryFile;
  readonly settings?: Pick<CreateAccountRequest, 'limits' | 'strict' | 'api_versions'>;
  readonly faults?: readonly CreateFaultRequest[];
  /** The path family that is served, where the situation is about that; any unless given. */
  readonly apiVersion?: ApiVersion;
  /** Whom the client has to find on the list, and whether the first page shows them. */
  readonly sought?: GradeFacts['sought'];
  /** Whether it needs a region besides the first, and takes place there. */
  readonly elsewhere?: boolean;
  /** Whether the secret that the client is given is wrong. */
  readonly wrongSecret?: boolean;
  readonly outcome: ExamOutcome;
  /** People whose state must be another one afterwards, by id. Everybody else must be as before. */
  readonly changes?: Readonly<Record<string, UserState>>;
  /** Ids of the rules that this situation is about: each has a finding of its own, whatever its verdict. */
  readonly judges: readonly string[];
}
