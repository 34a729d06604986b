import { erase } from './command.ts';
import type { CommandEntry } from './registry.ts';

/** The commands on who signs in to the console, in the order of the help. */
export const ADMIN_COMMANDS: readonly CommandEntry[] = [
  {
    path: ['admin', 'invite'],
    summary: 'Print a link that lets somebody into the console, once.',
    load: async () => erase((await import('./admin-invite.ts')).adminInvite),
  },
  {
    path: ['admin', 'sign-out'],
    summary: 'Sign somebody out of the console everywhere.',
    load: async () => erase((await import('./admin-sign-out.ts')).adminSignOut),
  },
  {
    path: ['admin', 'operator', 'list'],
    summary: 'List who runs the deployment.',
    load: async () => erase((await import('./admin-operator-list.ts')).adminOperatorList),
  },
  {
    path: ['admin', 'operator', 'remove'],
    summary: 'Remove an operator, with all they hold.',
    load: async () => erase((await import('./admin-operator-remove.ts')).adminOperatorRemove),
  },
  {
    path: ['admin', 'key', 'create'],
    summary: 'Make an admin key for automation and show it, once.',
    load: async () => erase((await import('./admin-key-create.ts')).adminKeyCreate),
  },
  {
    path: ['admin', 'key', 'list'],
    summary: 'List the admin keys.',
    load: async () => erase((await import('./admin-key-list.ts')).adminKeyList),
  },
  {
    path: ['admin', 'key', 'delete'],
    summary: 'Delete an admin key. It is refused at once.',
    load: async () => erase((await import('./admin-key-delete.ts')).adminKeyDelete),
  },
];
