import { KEY_PERMISSIONS } from '@rollcall/contract/admin';
import { accountOption } from './common-options.ts';
import type { Kind } from './kind.ts';
import { choices, line, MOMENT, PUBLIC_URL, text } from './kinds.ts';
import { option, optionWithDefault, requiredOption } from './option.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A person or an operator, as flags: one of both. */
export const principalOptions = {
  account: accountOption,
  user: option({
    flag: 'user',
    key: 'admin_user',
    kind: line('USER', 320),
    description: 'A person of the account, by id or email address.',
  }),
  operator: option({
    flag: 'operator',
    key: 'admin_operator',
    kind: line('NAME', 100),
    description: 'Somebody who runs the deployment, and sees all accounts, by name or id.',
  }),
};

export const operatorArgument = {
  name: 'OPERATOR',
  kind: line('OPERATOR', 100),
  description: 'The operator, by name or id (rollcall admin operator list shows them).',
};

/** Where links lead to. The same setting as of the server. */
export const linkBaseOption = optionWithDefault(
  { flag: 'public-url', kind: PUBLIC_URL, description: 'The URL that browsers use, without /console.' },
  'https://localhost:8443',
);

/** An admin key's id as an argument. */
const KEY_ID: Kind<string> = {
  ...text('KEY_ID', UUID, 'the id of an admin key, a UUID (rollcall admin key list shows them)'),
  parse: (given) => (UUID.test(given) ? given.toLowerCase() : undefined),
};
export const keyIdArgument = { name: 'KEY_ID', kind: KEY_ID, description: 'The admin key.' };

export const adminKeyFields = {
  label: requiredOption({
    flag: 'label',
    key: 'admin_key_label',
    kind: line('TEXT', 100),
    description: 'What it is for.',
  }),
  permission: requiredOption({
    flag: 'permission',
    key: 'admin_key_permission',
    kind: choices('PERMISSION[,PERMISSION]', KEY_PERMISSIONS),
    description: 'What it may do.',
  }),
  expires: option({
    flag: 'expires',
    key: 'admin_key_expires',
    kind: MOMENT,
    description: 'When it ends.',
    fallbackNote: 'it is good until it is deleted',
  }),
};

export const keyAccountOption = option({
  ...accountOption,
  description: 'The account that it is for.',
  fallbackNote: 'the whole deployment',
});
