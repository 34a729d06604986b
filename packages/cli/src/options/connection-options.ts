import { ACCOUNT_ID_PATTERN, API_VERSIONS } from '@rollcall/contract';
import { PROFILE_NAME } from '../connection/profile.ts';
import { CLIENT_ID } from './application-options.ts';
import { caFileOption, configOption } from './common-options.ts';
import type { Kind } from './kind.ts';
import { choice, PUBLIC_URL, SWITCH, text, wholeNumber } from './kinds.ts';
import { option, optionWithDefault } from './option.ts';

/** Account ids as the public regions issue them too: their published pattern is wider than ours. */
export const ANY_ACCOUNT_ID: Kind<string> = text(
  'ID',
  new RegExp(ACCOUNT_ID_PATTERN),
  'an account id, 26 characters of A-Z and 0-9',
);

/** A client secret. */
export const CLIENT_SECRET = text('SECRET', /^[\x21-\x7e]+$/, 'printable characters without spaces');

/** The public regions. */
export const REGION = choice('NAME', ['com', 'ca', 'eu']);

/** How to reach a Users API, and as whom: what every command that acts as a client takes. */
export const connectionOptions = {
  profile: option({
    flag: 'profile',
    kind: PROFILE_NAME,
    description: 'The profile that rollcall login stored; what else is given here counts before what it says.',
    fallbackNote: 'the current one (rollcall profile list)',
  }),
  baseUrl: option({
    flag: 'base-url',
    kind: PUBLIC_URL,
    description: 'The URL of the server. In place of --region.',
  }),
  region: option({
    flag: 'region',
    key: 'api_region',
    kind: REGION,
    description: 'The public region of the account. In place of --base-url.',
  }),
  account: option({ flag: 'account', kind: ANY_ACCOUNT_ID, description: 'The account.' }),
  clientId: option({ flag: 'client-id', kind: CLIENT_ID, description: 'The client id of the application.' }),
  clientSecret: option({
    flag: 'client-secret',
    kind: CLIENT_SECRET,
    secret: true,
    description: 'Its secret. Better in the environment: others on this machine can see flags.',
  }),
  apiVersion: option({
    flag: 'api-version',
    kind: choice('V', API_VERSIONS),
    description: 'The path family.',
    fallbackNote: 'v1',
  }),
  caFile: caFileOption,
  timeout: optionWithDefault(
    { flag: 'timeout', kind: wholeNumber(1, 3600), description: 'Seconds for one try of a request.' },
    '30',
  ),
  maxWait: optionWithDefault(
    {
      flag: 'max-wait',
      kind: wholeNumber(0, 86_400),
      description: 'Seconds to go on with a request that is refused for the moment: rate limit, server fault, network.',
    },
    '120',
  ),
  verbose: optionWithDefault(
    { flag: 'verbose', kind: SWITCH, description: 'Show each request on stderr, secrets masked.' },
    'false',
  ),
  config: configOption,
};
