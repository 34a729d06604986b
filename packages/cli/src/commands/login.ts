import { completeLogin } from '../connection/complete-login.ts';
import { CONNECTION_EXIT_CODES } from '../connection/exit-codes.ts';
import { PROFILE_NAME } from '../connection/profile.ts';
import { profileDocument } from '../connection/profile-document.ts';
import { prepareProfileFolder } from '../connection/profile-folder.ts';
import { type Stored, storeProfile } from '../connection/store-profile.ts';
import { verifyLogin } from '../connection/verify-login.ts';
import { jsonOption } from '../options/common-options.ts';
import { connectionOptions } from '../options/connection-options.ts';
import { choice, SWITCH } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const login = defineCommand({
  description:
    'Stores a profile: where the account is, the client id, and the secret, which goes to the system keyring where there ' +
    'is one. What is not given is asked for on a terminal. A token is got first, to see that all is right.',
  arguments: {},
  options: {
    ...connectionOptions,
    profile: option({
      flag: 'profile',
      kind: PROFILE_NAME,
      description: 'The name to store it under. A profile of that name is replaced.',
      fallbackNote: 'the current one, or "default" where there is none',
    }),
    clientSecretStdin: optionWithDefault(
      {
        flag: 'client-secret-stdin',
        kind: SWITCH,
        description: 'Read the secret from standard input, its first line.',
      },
      'false',
    ),
    secretStore: optionWithDefault(
      {
        flag: 'secret-store',
        kind: choice('STORE', ['auto', 'keyring', 'file']),
        description: 'Where the secret is kept. auto takes the keyring where there is one, else a file for you alone.',
      },
      'auto',
    ),
    verify: optionWithDefault(
      {
        flag: 'verify',
        key: 'login_verify',
        kind: SWITCH,
        description: 'Get a token before anything is stored; --no-verify does not.',
      },
      'true',
    ),
    use: optionWithDefault(
      { flag: 'use', key: 'login_use', kind: SWITCH, description: 'Make it the current profile, as the first one is.' },
      'false',
    ),
    yes: optionWithDefault(
      {
        flag: 'yes',
        key: 'login_yes',
        kind: SWITCH,
        description: 'Replace a profile of that name without being asked.',
      },
      'false',
    ),
    json: jsonOption,
  },
  examples: [
    { does: 'Be asked for everything', command: 'rollcall login' },
    {
      does: 'Without a terminal, the secret from a file',
      command:
        'rollcall login --profile prod --region eu --account ACMEACMEACMEACMEACMEACMEAC ' +
        '--client-id 7d444840-9dc0-4d1b-b245-5ffdce74fad2 --client-secret-stdin < secret.txt',
    },
    {
      does: 'After the secret was replaced',
      command: 'rollcall login --profile prod --yes --client-secret-stdin < secret.txt',
    },
  ],
  exitCodes: CONNECTION_EXIT_CODES,
  async run({ options, givenAs }) {
    const folder = await prepareProfileFolder();
    const { name, connection } = await completeLogin(folder, options, givenAs);
    const application = options.verify ? await verifyLogin(connection, options) : undefined;
    const { clientSecret, ...kept } = connection;
    const stored = await storeProfile(folder, { ...kept, name }, clientSecret, {
      secretStore: options.secretStore,
      makeCurrent: options.use,
    });
    if (options.json) {
      return printJson({ ...profileDocument(stored.profile, stored.current), verified: options.verify });
    }
    printStored(stored, application, options.verbose);
  },
});

function printStored(
  { profile, current, secretPlace, keyringProblem }: Stored,
  application: string | undefined,
  verbose: boolean,
): void {
  const whose = application === undefined ? '' : ` of the application ${JSON.stringify(application)}`;
  const keyring = keyringProblem === undefined ? '' : 'There is no system keyring to be used here: ';
  printLine(
    `Stored profile "${profile.name}". ${keyring}${keyring === '' ? 'The' : 'the'} secret${whose} is in ${secretPlace}.`,
  );
  if (verbose && keyringProblem !== undefined) {
    printLine(`The system keyring could not take it: ${keyringProblem.replace(/\.$/, '')}.`);
  }
  printLine(
    current
      ? 'It is the current profile: try rollcall whoami.'
      : `Use it with --profile ${profile.name}, or always: rollcall profile use ${profile.name}`,
  );
}
