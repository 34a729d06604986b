import { audit } from './en/audit.ts';
import { me } from './en/me.ts';
import { people } from './en/people.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';

/** Every text of the console. Another language is another object of this shape. */
export const en = { shell, signIn, me, audit, people } as const;
