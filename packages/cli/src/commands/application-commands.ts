import { erase } from './command.ts';
import type { CommandEntry } from './registry.ts';

/** The commands on applications, in the order of the help. */
export const APPLICATION_COMMANDS: readonly CommandEntry[] = [
  {
    path: ['application', 'create'],
    summary: 'Make an application and show its secret, once.',
    load: async () => erase((await import('./application-create.ts')).applicationCreate),
  },
  {
    path: ['application', 'list'],
    summary: 'List the applications.',
    load: async () => erase((await import('./application-list.ts')).applicationList),
  },
  {
    path: ['application', 'show'],
    summary: 'Show an application, who uses its secrets, and which programs call with it.',
    load: async () => erase((await import('./application-show.ts')).applicationShow),
  },
  {
    path: ['application', 'update'],
    summary: "Change an application's name, scopes or limits.",
    load: async () => erase((await import('./application-update.ts')).applicationUpdate),
  },
  {
    path: ['application', 'rotate-secret'],
    summary: 'Make a new secret and show it, once. The others are dead at once, or later.',
    load: async () => erase((await import('./application-rotate-secret.ts')).applicationRotateSecret),
  },
  {
    path: ['application', 'secret', 'list'],
    summary: 'List the secrets of an application.',
    load: async () => erase((await import('./application-secret-list.ts')).applicationSecretList),
  },
  {
    path: ['application', 'secret', 'add'],
    summary: 'Make another secret and show it, once.',
    load: async () => erase((await import('./application-secret-add.ts')).applicationSecretAdd),
  },
  {
    path: ['application', 'secret', 'revoke'],
    summary: 'End a secret. It is dead at once.',
    load: async () => erase((await import('./application-secret-revoke.ts')).applicationSecretRevoke),
  },
  {
    path: ['application', 'revoke-tokens'],
    summary: 'End all tokens of an application. They are dead at once.',
    load: async () => erase((await import('./application-revoke-tokens.ts')).applicationRevokeTokens),
  },
  {
    path: ['application', 'delete'],
    summary: 'Delete an application. Its tokens are dead at once.',
    load: async () => erase((await import('./application-delete.ts')).applicationDelete),
  },
];
