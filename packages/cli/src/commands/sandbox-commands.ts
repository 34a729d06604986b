import { erase } from './command.ts';
import type { CommandEntry } from './registry.ts';

/** The commands on a running sandbox, in the order of the help. */
export const SANDBOX_COMMANDS: readonly CommandEntry[] = [
  {
    path: ['sandbox', 'hosts'],
    summary: 'Explain how clients with fixed host names reach it.',
    load: async () => erase((await import('./sandbox-hosts.ts')).sandboxHosts),
  },
  {
    path: ['sandbox', 'record'],
    summary: 'Write down what a client and a real server say, redacted.',
    load: async () => erase((await import('./sandbox-record.ts')).sandboxRecord),
  },
  {
    path: ['sandbox', 'replay'],
    summary: 'Answer from a recording, and name the first difference.',
    load: async () => erase((await import('./sandbox-replay.ts')).sandboxReplay),
  },
  {
    path: ['sandbox', 'reset'],
    summary: 'Put a running sandbox back to its start.',
    load: async () => erase((await import('./sandbox-account.ts')).sandboxReset),
  },
  {
    path: ['sandbox', 'account', 'create'],
    summary: 'Make an isolated account.',
    load: async () => erase((await import('./sandbox-account.ts')).sandboxAccountCreate),
  },
  {
    path: ['sandbox', 'account', 'list'],
    summary: 'List the accounts.',
    load: async () => erase((await import('./sandbox-account.ts')).sandboxAccountList),
  },
  {
    path: ['sandbox', 'account', 'show'],
    summary: 'Show an account, and how to call it.',
    load: async () => erase((await import('./sandbox-account-settings.ts')).sandboxAccountShow),
  },
  {
    path: ['sandbox', 'account', 'update'],
    summary: 'Change limits, strictness or path families.',
    load: async () => erase((await import('./sandbox-account-settings.ts')).sandboxAccountUpdate),
  },
  {
    path: ['sandbox', 'account', 'reset'],
    summary: 'Put an account back to how it began.',
    load: async () => erase((await import('./sandbox-account.ts')).sandboxAccountReset),
  },
  {
    path: ['sandbox', 'account', 'delete'],
    summary: 'Remove an isolated account.',
    load: async () => erase((await import('./sandbox-account.ts')).sandboxAccountDelete),
  },
  {
    path: ['sandbox', 'clock', 'show'],
    summary: 'Read the clock.',
    load: async () => erase((await import('./sandbox-clock.ts')).clockShow),
  },
  {
    path: ['sandbox', 'clock', 'set'],
    summary: 'Set the clock.',
    load: async () => erase((await import('./sandbox-clock.ts')).clockSet),
  },
  {
    path: ['sandbox', 'clock', 'advance'],
    summary: 'Move the clock forward.',
    load: async () => erase((await import('./sandbox-clock.ts')).clockAdvance),
  },
  {
    path: ['sandbox', 'clock', 'freeze'],
    summary: 'Stop the clock.',
    load: async () => erase((await import('./sandbox-clock.ts')).clockFreeze),
  },
  {
    path: ['sandbox', 'clock', 'release'],
    summary: 'Let the clock run on.',
    load: async () => erase((await import('./sandbox-clock.ts')).clockRelease),
  },
  {
    path: ['sandbox', 'fault', 'set'],
    summary: 'Let calls go wrong.',
    load: async () => erase((await import('./sandbox-fault.ts')).faultSet),
  },
  {
    path: ['sandbox', 'fault', 'list'],
    summary: 'List the faults and their hits.',
    load: async () => erase((await import('./sandbox-fault.ts')).faultList),
  },
  {
    path: ['sandbox', 'fault', 'remove'],
    summary: 'Remove a fault.',
    load: async () => erase((await import('./sandbox-fault.ts')).faultRemove),
  },
  {
    path: ['sandbox', 'fault', 'clear'],
    summary: 'Remove all faults.',
    load: async () => erase((await import('./sandbox-fault.ts')).faultClear),
  },
  {
    path: ['sandbox', 'people', 'list'],
    summary: 'List people, roles included.',
    load: async () => erase((await import('./sandbox-people.ts')).peopleList),
  },
  {
    path: ['sandbox', 'people', 'create'],
    summary: 'Add a person.',
    load: async () => erase((await import('./sandbox-people.ts')).peopleCreate),
  },
  {
    path: ['sandbox', 'people', 'update'],
    summary: 'Change a person.',
    load: async () => erase((await import('./sandbox-people.ts')).peopleUpdate),
  },
  {
    path: ['sandbox', 'people', 'remove'],
    summary: 'Remove a person.',
    load: async () => erase((await import('./sandbox-people.ts')).peopleRemove),
  },
  {
    path: ['sandbox', 'people', 'generate'],
    summary: 'Add many people.',
    load: async () => erase((await import('./sandbox-people.ts')).peopleGenerate),
  },
  {
    path: ['sandbox', 'application', 'list'],
    summary: 'List the applications.',
    load: async () => erase((await import('./sandbox-application.ts')).applicationList),
  },
  {
    path: ['sandbox', 'application', 'create'],
    summary: 'Make one more application.',
    load: async () => erase((await import('./sandbox-application.ts')).applicationCreate),
  },
  {
    path: ['sandbox', 'application', 'set-scopes'],
    summary: 'Say what an application may do.',
    load: async () => erase((await import('./sandbox-application.ts')).applicationSetScopes),
  },
  {
    path: ['sandbox', 'application', 'remove'],
    summary: 'Remove an application.',
    load: async () => erase((await import('./sandbox-application.ts')).applicationRemove),
  },
  {
    path: ['sandbox', 'journal', 'list'],
    summary: 'List requests and what they meant.',
    load: async () => erase((await import('./sandbox-journal.ts')).journalList),
  },
  {
    path: ['sandbox', 'journal', 'wait'],
    summary: 'Wait for requests.',
    load: async () => erase((await import('./sandbox-journal.ts')).journalWait),
  },
  {
    path: ['sandbox', 'journal', 'assert'],
    summary: 'Fail unless requests of a kind are as many as expected.',
    load: async () => erase((await import('./sandbox-journal.ts')).journalAssert),
  },
  {
    path: ['sandbox', 'journal', 'clear'],
    summary: 'Empty the journal.',
    load: async () => erase((await import('./sandbox-journal.ts')).journalClear),
  },
  {
    path: ['sandbox', 'snapshot', 'create'],
    summary: 'Keep an account as it is.',
    load: async () => erase((await import('./sandbox-snapshot.ts')).snapshotCreate),
  },
  {
    path: ['sandbox', 'snapshot', 'list'],
    summary: 'List the snapshots.',
    load: async () => erase((await import('./sandbox-snapshot.ts')).snapshotList),
  },
  {
    path: ['sandbox', 'snapshot', 'restore'],
    summary: 'Go back to a snapshot.',
    load: async () => erase((await import('./sandbox-snapshot.ts')).snapshotRestore),
  },
  {
    path: ['sandbox', 'snapshot', 'remove'],
    summary: 'Remove a snapshot.',
    load: async () => erase((await import('./sandbox-snapshot.ts')).snapshotRemove),
  },
  {
    path: ['sandbox', 'cut-over', 'set'],
    summary: 'Let the preview end at a moment of the clock.',
    load: async () => erase((await import('./sandbox-cut-over.ts')).cutOverSet),
  },
  {
    path: ['sandbox', 'cut-over', 'show'],
    summary: 'Show when the preview ends.',
    load: async () => erase((await import('./sandbox-cut-over.ts')).cutOverShow),
  },
  {
    path: ['sandbox', 'cut-over', 'clear'],
    summary: 'Let the preview live on.',
    load: async () => erase((await import('./sandbox-cut-over.ts')).cutOverClear),
  },
];
