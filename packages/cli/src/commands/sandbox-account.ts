import { readFile } from 'node:fs/promises';
import type { CreateAccountRequest } from '@rollcall/client/testing';
import { PRESETS } from '@rollcall/contract/sandbox';
import { explainFileError } from '../explain-file-error.ts';
import { Failure } from '../failure.ts';
import { choice, line, MOMENT, path, SWITCH, text, wholeNumber } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields, renderTable } from '../output/table.ts';
import { accountFields } from '../sandbox/account-fields.ts';
import { accountSettingsOptions, settingsFrom } from '../sandbox/account-settings.ts';
import { accountArgument, sandboxControlOptions } from '../sandbox/control-options.ts';
import { withSandbox } from '../sandbox/reach.ts';
import { defineCommand } from './command.ts';

export const sandboxAccountCreate = defineCommand({
  description:
    'Makes an isolated account in a running sandbox: with people, a clock, faults, limits and a journal of its own, that ' +
    'no other test sees.',
  arguments: {},
  options: {
    name: option({
      flag: 'name',
      key: 'sandbox_account_name',
      kind: line('NAME', 256),
      description: 'To recognise it by: the name of the test.',
    }),
    region: option({
      flag: 'region',
      key: 'sandbox_account_region',
      kind: text('NAME', /^[a-z0-9-]+$/, 'the name of a region of the sandbox'),
      description: 'Where it is homed.',
      fallbackNote: 'the first region',
    }),
    preset: option({
      flag: 'preset',
      key: 'sandbox_account_preset',
      kind: choice('PRESET', PRESETS),
      description: 'Who is in it.',
      fallbackNote: 'demo',
    }),
    seed: option({
      flag: 'seed',
      key: 'sandbox_account_seed',
      kind: path('FILE', 'the path of a directory file in JSON'),
      description: 'Who is in it, from a file.',
    }),
    users: option({
      flag: 'users',
      key: 'sandbox_account_users',
      kind: wholeNumber(1, 1_000_000),
      description: 'Generate this many people instead.',
    }),
    randomSeed: option({
      flag: 'random-seed',
      key: 'sandbox_account_random_seed',
      kind: wholeNumber(0, 4_294_967_295),
      description: 'With --users: another one gives other people.',
    }),
    time: option({
      flag: 'time',
      key: 'sandbox_account_time',
      kind: MOMENT,
      description: 'What its clock shows.',
      fallbackNote: 'now',
    }),
    frozen: optionWithDefault(
      { flag: 'frozen', key: 'sandbox_account_frozen', kind: SWITCH, description: 'Its clock stands still.' },
      'false',
    ),
    ...accountSettingsOptions,
    ...sandboxControlOptions,
  },
  examples: [
    { does: 'One for this test', command: 'rollcall sandbox account create --name "$TEST_NAME" --json' },
    {
      does: 'Nobody in it can be suspended',
      command: 'rollcall sandbox account create --preset automated-provisioning',
    },
  ],
  async run({ options }) {
    const request = await requestFrom(options);
    const account = await withSandbox(options, async (sandbox) => {
      const { accountId } = await sandbox.createAccount(request);
      return (await sandbox.listAccounts()).find((each) => each.account_id === accountId);
    });
    if (account === undefined) throw new Failure('The account was deleted at once, by somebody else.');
    if (options.json) return printJson(account);
    printLine(renderFields(accountFields(account), tableStyle()));
  },
});

export const sandboxAccountList = defineCommand({
  description: 'Lists the accounts of a running sandbox.',
  arguments: {},
  options: sandboxControlOptions,
  examples: [{ does: 'Which are there?', command: 'rollcall sandbox account list' }],
  async run({ options }) {
    const accounts = await withSandbox(options, (sandbox) => sandbox.listAccounts());
    if (options.json) return printJson({ accounts });
    const columns = ['Id', 'Name', 'Region', 'Client id', 'Clock'].map((title) => ({ title }));
    const rows = accounts.map((each) => [each.account_id, each.name, each.region, each.client_id, each.clock.time]);
    printLine(renderTable(columns, rows, tableStyle()));
  },
});

export const sandboxAccountDelete = defineCommand({
  description: 'Removes an isolated account from a running sandbox, with everything in it.',
  arguments: { account: accountArgument },
  options: sandboxControlOptions,
  examples: [{ does: 'The test is over', command: 'rollcall sandbox account delete "$ACCOUNT_ID"' }],
  run: ({ arguments: { account }, options }) => {
    return withSandbox(options, async (sandbox) => (await sandbox.getAccount(account)).delete());
  },
});

export const sandboxAccountReset = defineCommand({
  description:
    'Puts an account of a running sandbox back to how it began: people, clock, faults, journal. Tokens are dead.',
  arguments: { account: accountArgument },
  options: sandboxControlOptions,
  examples: [{ does: 'Once more', command: 'rollcall sandbox account reset "$ACCOUNT_ID"' }],
  run: ({ arguments: { account }, options }) => {
    return withSandbox(options, async (sandbox) => (await sandbox.getAccount(account)).reset());
  },
});

export const sandboxReset = defineCommand({
  description: 'Puts a running sandbox back to its start: isolated accounts are gone, the others as they began.',
  arguments: {},
  options: sandboxControlOptions,
  examples: [{ does: 'As if just started', command: 'rollcall sandbox reset' }],
  run: ({ options }) => withSandbox(options, (sandbox) => sandbox.reset()),
});

type Given = Parameters<(typeof sandboxAccountCreate)['run']>[0]['options'];

async function requestFrom(given: Given): Promise<CreateAccountRequest> {
  const { name, region, preset, users, randomSeed, time, frozen } = given;
  return {
    ...(name !== undefined && { name }),
    ...(region !== undefined && { region }),
    ...(preset !== undefined && { preset }),
    ...(given.seed !== undefined && { seed: await readSeed(given.seed) }),
    ...(users !== undefined && { users }),
    ...(randomSeed !== undefined && { random_seed: randomSeed }),
    ...((time !== undefined || frozen) && {
      clock: { ...(time && { time: time.toISOString() }), ...(frozen && { frozen }) },
    }),
    ...settingsFrom(given),
  };
}

async function readSeed(file: string): Promise<NonNullable<CreateAccountRequest['seed']>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw explainFileError(file, error) ?? error;
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure(`The seed ${file} is no JSON. Give a directory file in JSON (rollcall export writes one).`, {
      cause,
    });
  }
}
