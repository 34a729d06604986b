import { erase } from './command.ts';
import type { CommandEntry } from './registry.ts';

/** The commands on the people of an account, in the order of the help. */
export const PERSON_COMMANDS: readonly CommandEntry[] = [
  {
    path: ['person', 'list'],
    summary: 'Find people by name, address or role.',
    load: async () => erase((await import('./person-list.ts')).personList),
  },
  {
    path: ['person', 'show'],
    summary: 'Show a person with role and groups.',
    load: async () => erase((await import('./person-show.ts')).personShow),
  },
  {
    path: ['person', 'create'],
    summary: 'Take a person in.',
    load: async () => erase((await import('./person-create.ts')).personCreate),
  },
  {
    path: ['person', 'update'],
    summary: "Change a person's name, address, role or groups.",
    load: async () => erase((await import('./person-update.ts')).personUpdate),
  },
  {
    path: ['person', 'suspend'],
    summary: 'Suspend a person.',
    load: async () => erase((await import('./person-move.ts')).personSuspend),
  },
  {
    path: ['person', 'reactivate'],
    summary: 'Make a suspended person active again.',
    load: async () => erase((await import('./person-move.ts')).personReactivate),
  },
  {
    path: ['person', 'delete'],
    summary: 'Delete a person for good.',
    load: async () => erase((await import('./person-delete.ts')).personDelete),
  },
];
