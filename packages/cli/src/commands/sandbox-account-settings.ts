import type { AccountDescription } from '@rollcall/client/testing';
import { Failure, UsageError } from '../failure.ts';
import { usageOf } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { accountFields } from '../sandbox/account-fields.ts';
import { accountSettingsOptions, settingsFrom } from '../sandbox/account-settings.ts';
import { accountControlOptions } from '../sandbox/control-options.ts';
import { withAccount, withSandbox } from '../sandbox/reach.ts';
import { defineCommand } from './command.ts';

export const sandboxAccountShow = defineCommand({
  description: 'Shows an account of a running sandbox: its secret, which everyone may know, its clock, its limits.',
  arguments: {},
  options: accountControlOptions,
  examples: [{ does: 'How is it called?', command: 'rollcall sandbox account show' }],
  async run({ options }) {
    const { accountId } = await withAccount(options, async (account) => account);
    const accounts = await withSandbox(options, (sandbox) => sandbox.listAccounts());
    const account = accounts.find((each) => each.account_id === accountId);
    if (account === undefined) throw new Failure('The account was deleted at this very moment, by somebody else.');
    show(account, options.json);
  },
});

export const sandboxAccountUpdate = defineCommand({
  description: 'Changes what is given of an account of a running sandbox, and leaves the rest.',
  arguments: {},
  options: { ...accountSettingsOptions, ...accountControlOptions },
  examples: [
    {
      does: 'The limit is met by the third call',
      command: 'rollcall sandbox account update --rate-limit-per-minute 2',
    },
    { does: 'The preview is not there', command: 'rollcall sandbox account update --api-versions v1' },
  ],
  async run({ options }) {
    const settings = settingsFrom(options);
    if (Object.keys(settings).length === 0) {
      const flags = Object.values(accountSettingsOptions).map((each) => usageOf(each));
      throw new UsageError(`Nothing to change. Give one or more of ${flags.join(', ')}.`);
    }
    show(await withAccount(options, (account) => account.update(settings)), options.json);
  },
});

function show(account: AccountDescription, asJson: boolean): void {
  if (asJson) printJson(account);
  else printLine(renderFields(accountFields(account), tableStyle()));
}
