import { ADMIN_COMMANDS } from './admin-commands.ts';
import { APPLICATION_COMMANDS } from './application-commands.ts';
import { type Command, erase } from './command.ts';
import { PERSON_COMMANDS } from './person-commands.ts';
import { SANDBOX_COMMANDS } from './sandbox-commands.ts';

/** A command's place and one-line summary. The rest is loaded only when it is called or its help is asked for. */
export interface CommandEntry {
  /** `['application', 'create']`. */
  readonly path: readonly string[];
  readonly summary: string;
  // A list of commands with different arguments and options: the loader of each knows its own types.
  readonly load: () => Promise<Command>;
}

/** Commands that only hold others, and what these are about, by their words. */
export const GROUPS: Readonly<Record<string, string>> = {
  account: 'Make, change and look at accounts.',
  admin: 'Let people into the console, and automation to the management API.',
  'admin key': 'What automation acts with.',
  'admin operator': 'Who runs the deployment.',
  application: 'Make, look at, change and delete the applications that call the API.',
  'application secret': 'The secrets of an application.',
  audit: 'Look at what was done, by whom and when.',
  'sandbox account': 'Isolated accounts of a running sandbox.',
  'sandbox application': 'What calls for an account of a running sandbox.',
  'sandbox clock': 'The time of an account of a running sandbox.',
  'sandbox cut-over': 'The end of the preview, rehearsed.',
  'sandbox fault': 'What goes wrong, for which calls.',
  'sandbox journal': 'What was asked of a running sandbox.',
  'sandbox people': 'The people of an account of a running sandbox.',
  'sandbox snapshot': 'An account of a running sandbox as it was.',
  person: 'Find, take in, change, suspend and delete the people of an account.',
  profile: 'Look at, choose and remove the profiles that rollcall login stores.',
  users: 'List, look up, suspend and reactivate people through the API.',
};

/** Every command, in the order of the help. A new one is a file in this folder and a line here. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    path: ['serve'],
    summary: 'Serve the Users API from a data folder or a database.',
    load: async () => erase((await import('./serve.ts')).serve),
  },
  {
    path: ['sandbox'],
    summary: 'Serve throw-away data from memory, the same every time.',
    load: async () => erase((await import('./sandbox.ts')).sandbox),
  },
  ...SANDBOX_COMMANDS,
  {
    path: ['grade'],
    summary: 'Judge a client of the Users API by what it does, or put it through an exam.',
    load: async () => erase((await import('./grade.ts')).grade),
  },
  {
    path: ['import'],
    summary: 'Take in a directory file: accounts, people, applications.',
    load: async () => erase((await import('./import.ts')).importFile),
  },
  {
    path: ['export'],
    summary: 'Write a directory file.',
    load: async () => erase((await import('./export.ts')).exportFile),
  },
  {
    path: ['migrate'],
    summary: 'Move a data folder into a PostgreSQL database.',
    load: async () => erase((await import('./migrate.ts')).migrate),
  },
  {
    path: ['account', 'create'],
    summary: 'Make an account.',
    load: async () => erase((await import('./account-create.ts')).accountCreate),
  },
  {
    path: ['account', 'list'],
    summary: 'List the accounts.',
    load: async () => erase((await import('./account-list.ts')).accountList),
  },
  {
    path: ['account', 'show'],
    summary: 'Show an account, its people counted and its applications.',
    load: async () => erase((await import('./account-show.ts')).accountShow),
  },
  {
    path: ['account', 'update'],
    summary: 'Change its name, provisioning or limits.',
    load: async () => erase((await import('./account-update.ts')).accountUpdate),
  },
  ...PERSON_COMMANDS,
  ...APPLICATION_COMMANDS,
  {
    path: ['audit', 'list'],
    summary: 'List audit entries, newest first.',
    load: async () => erase((await import('./audit-list.ts')).auditList),
  },
  ...ADMIN_COMMANDS,
  {
    path: ['users', 'list'],
    summary: 'List people.',
    load: async () => erase((await import('./users-list.ts')).usersList),
  },
  {
    path: ['users', 'get'],
    summary: 'Look people up, by id or email address.',
    load: async () => erase((await import('./users-get.ts')).usersGet),
  },
  {
    path: ['users', 'suspend'],
    summary: 'Suspend people: one, or everybody in a file.',
    load: async () => erase((await import('./users-suspend.ts')).usersSuspend),
  },
  {
    path: ['users', 'reactivate'],
    summary: 'Make suspended people active again.',
    load: async () => erase((await import('./users-reactivate.ts')).usersReactivate),
  },
  {
    path: ['login'],
    summary: 'Store where to connect and as whom: a profile.',
    load: async () => erase((await import('./login.ts')).login),
  },
  {
    path: ['profile', 'list'],
    summary: 'List the profiles.',
    load: async () => erase((await import('./profile-list.ts')).profileList),
  },
  {
    path: ['profile', 'use'],
    summary: 'Make a profile the current one.',
    load: async () => erase((await import('./profile-use.ts')).profileUse),
  },
  {
    path: ['profile', 'remove'],
    summary: 'Remove a profile and its secret from this machine.',
    load: async () => erase((await import('./profile-remove.ts')).profileRemove),
  },
  {
    path: ['whoami'],
    summary: 'Show as whom and to where commands go, and prove it.',
    load: async () => erase((await import('./whoami.ts')).whoami),
  },
  {
    path: ['token'],
    summary: 'Print an access token, for scripts.',
    load: async () => erase((await import('./token.ts')).token),
  },
  {
    path: ['doctor'],
    summary: 'Find out why calls fail, from the network to the scopes, and what to do.',
    load: async () => erase((await import('./doctor.ts')).doctor),
  },
  {
    path: ['completion'],
    summary: 'Print the script that completes commands and flags in your shell.',
    load: async () => erase((await import('./completion.ts')).completion),
  },
];
