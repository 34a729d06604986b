import { accounts } from './en/accounts.ts';
import { applications } from './en/applications.ts';
import { audit } from './en/audit.ts';
import { charts } from './en/charts.ts';
import { deployment } from './en/deployment.ts';
import { keys } from './en/keys.ts';
import { me } from './en/me.ts';
import { people } from './en/people.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';

/** Every text of the console, read through `texts`. Another language is another object of this shape. */
export const en = {
  shell,
  signIn,
  me,
  applications,
  audit,
  accounts,
  deployment,
  charts,
  settings,
  keys,
  people,
} as const;
