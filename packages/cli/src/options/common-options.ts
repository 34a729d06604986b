import { RESOURCE_ID_PATTERN } from '@rollcall/contract';
import type { Kind } from './kind.ts';
import { path, SWITCH } from './kinds.ts';
import { option, optionWithDefault } from './option.ts';

/** Options that several commands share. */

export const configOption = option({
  flag: 'config',
  kind: path('FILE', 'the path of a YAML or JSON file'),
  description: 'Read settings from this file.',
});

export const dataDirOption = optionWithDefault(
  {
    flag: 'data-dir',
    kind: path('DIR', 'the path of a folder'),
    description: 'The folder that holds the data.',
  },
  './rollcall-data',
);

export const caFileOption = option({
  flag: 'ca-file',
  kind: path('FILE', 'the path of a PEM file'),
  description: 'Trust the certificates in this file too.',
});

export const jsonOption = optionWithDefault(
  { flag: 'json', kind: SWITCH, description: 'Print JSON instead of text for people.' },
  'false',
);

export const ACCOUNT_ID: Kind<string> = {
  placeholder: 'ID',
  allowed: 'an account id, 26 characters of A-Z and 2-7 (rollcall account list shows them)',
  list: false,
  parse: (given) => (new RegExp(RESOURCE_ID_PATTERN).test(given) ? given : undefined),
};

export const accountOption = option({
  flag: 'account',
  kind: ACCOUNT_ID,
  description: 'The account.',
});
