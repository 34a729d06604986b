import { applications } from './en/applications.ts';
import { audit } from './en/audit.ts';
import { keys } from './en/keys.ts';
import { me } from './en/me.ts';
import { people, settings, keys } from './en/people.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';

/** Every text of the console. Another language is another object of this shape. */
export const en = { shell, signIn, me, applications, audit, people } as const;
