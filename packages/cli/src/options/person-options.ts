import { ROLES } from '@rollcall/server/domain/directory';
import { readUserWord, USER_ALLOWED } from '../users/user-word.ts';
import { ACCOUNT_ID } from './common-options.ts';
import type { Kind } from './kind.ts';
import { choice, line, SWITCH, text } from './kinds.ts';
import { requiredOption } from './option.ts';

/** A person as an argument. */
const USER: Kind<string> = {
  placeholder: 'USER',
  allowed: USER_ALLOWED,
  list: false,
  parse: (given) => (readUserWord(given) === undefined ? undefined : given),
};
export const personArgument = { name: 'USER', kind: USER, description: 'The person, by id or email address.' };

export const personAccountOption = requiredOption({ flag: 'account', kind: ACCOUNT_ID, description: 'The account.' });

/** What create and update say of a person. As long as in a directory file: an export must come back in. */
export const personFields = {
  email: {
    flag: 'email',
    key: 'person_email',
    kind: text('EMAIL', /^(?=.{1,254}$)[^\s@\p{Cc}\p{Cs}]+@[^\s@\p{Cc}\p{Cs}]+$/u, 'an email address'),
    description: 'The address they sign in with. Unique within the account.',
  },
  name: { flag: 'name', key: 'person_name', kind: line('NAME', 256), description: 'Their name.' },
  role: {
    flag: 'role',
    key: 'person_role',
    kind: choice('ROLE', ROLES),
    description: 'What they are in the account.',
  },
  securityGroup: {
    flag: 'security-group',
    key: 'person_security_group',
    kind: SWITCH,
    description: 'Member of the Security group, which manages applications and suspends people.',
  },
  externallyManaged: {
    flag: 'externally-managed',
    key: 'person_externally_managed',
    kind: SWITCH,
    description: 'Managed by another organisation.',
  },
} as const;
