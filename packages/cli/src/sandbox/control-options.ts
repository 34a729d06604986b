import { ACCOUNT_ID, configOption, jsonOption } from '../options/common-options.ts';
import { BASE_URL } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { CONTROL_PORT } from '../options/sandbox-options.ts';

/** Which sandbox is meant: what every command on its controls takes. */
export const sandboxControlOptions = {
  controlUrl: optionWithDefault(
    { flag: 'control-url', kind: BASE_URL, description: 'Where the controls of the sandbox are: it prints that.' },
    `http://127.0.0.1:${CONTROL_PORT}`,
  ),
  json: jsonOption,
  config: configOption,
};

/** The same, for an account of it. */
export const accountControlOptions = {
  account: option({
    flag: 'account',
    kind: ACCOUNT_ID,
    description: 'The account.',
    fallbackNote: 'the one the sandbox started with',
  }),
  ...sandboxControlOptions,
};
