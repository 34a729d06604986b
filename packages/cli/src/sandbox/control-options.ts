import { ACCOUNT_ID, configOption, jsonOption } from '../options/common-options.ts';
import type { Kind } from '../options/kind.ts';
import { BASE_URL } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { CONTROL_PORT } from '../options/sandbox-options.ts';

/** Where the controls are, unless somebody said otherwise. */
export const USUAL_CONTROL_URL = `http://127.0.0.1:${CONTROL_PORT}`;

const ACCOUNT: Kind<string> = {
  ...ACCOUNT_ID,
  allowed: 'an account id, 26 characters of A-Z and 2-7 (rollcall sandbox account list shows them)',
};

/** An account of the sandbox, as an argument. */
export const accountArgument = { name: 'ACCOUNT', kind: ACCOUNT, description: 'The account.' };

/** Which sandbox is meant: what every command on its controls takes. */
export const sandboxControlOptions = {
  controlUrl: optionWithDefault(
    { flag: 'control-url', kind: BASE_URL, description: 'Where the controls of the sandbox are: it prints that.' },
    USUAL_CONTROL_URL,
  ),
  json: jsonOption,
  config: configOption,
};

/** The same, for an account of it. */
export const accountControlOptions = {
  account: option({
    flag: 'account',
    kind: ACCOUNT,
    description: 'The account.',
    fallbackNote: 'the one the sandbox started with',
  }),
  ...sandboxControlOptions,
};
