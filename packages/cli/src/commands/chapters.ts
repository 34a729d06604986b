import type { CommandEntry } from './registry.ts';

/** Commands that belong together, as the help and the reference show them. */
export interface Chapter {
  readonly title: string;
  /** First words of the commands. */
  readonly names: readonly string[];
}

/** Every first word stands in one chapter: a test sees to it. */
export const CHAPTERS: readonly Chapter[] = [
  { title: 'Run the server', names: ['serve', 'sandbox', 'grade'] },
  {
    title: 'Administer it',
    names: ['import', 'export', 'migrate', 'account', 'person', 'application', 'audit', 'admin'],
  },
  {
    title: 'Act as a client, of Rollcall and of the public regions',
    names: ['login', 'profile', 'users', 'whoami', 'token', 'doctor'],
  },
];

/** Where all the rest stands: what is about this command itself. */
export const LAST_CHAPTER: Chapter = { title: 'The command itself', names: ['completion'] };

/** The chapter of a command. */
export function chapterOf({ path }: Pick<CommandEntry, 'path'>): Chapter {
  return CHAPTERS.find(({ names }) => names.includes(path[0] ?? '')) ?? LAST_CHAPTER;
}
