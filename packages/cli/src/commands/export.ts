import type { Writable } from 'node:stream';
import { requireAccount } from '../administration/require.ts';
import { storePlace, withReplicas } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { untilInterrupted } from '../directory/until-interrupted.ts';
import { writeWhole } from '../directory/write-whole.ts';
import { UsageError } from '../failure.ts';
import { accountOption, configOption, jsonOption } from '../options/common-options.ts';
import { directoryFormatOption } from '../options/directory-options.ts';
import { path } from '../options/kinds.ts';
import { option } from '../options/option.ts';
import { replicaOptions, storeOptions } from '../options/store-options.ts';
import { counted, printJson } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const exportFile = defineCommand({
  description:
    'Writes a directory file that rollcall import takes in again. It never holds secrets, nor their hashes: an ' +
    'application that is imported anew gets a new one. A CSV file holds people only.',
  arguments: {},
  options: {
    account: accountOption,
    format: directoryFormatOption('export', 'by the extension of --output, else json'),
    output: option({
      flag: 'output',
      key: 'export_output',
      kind: path('FILE', 'the path of a file'),
      description: 'Write to this file, readable by its owner only, complete or not at all.',
      fallbackNote: 'standard output',
    }),
    ...storeOptions,
    ...replicaOptions,
    json: { ...jsonOption, description: 'With --output: print what was written as JSON.' },
    config: configOption,
  },
  examples: [
    { does: 'Everything, as one JSON file', command: 'rollcall export --output directory.json' },
    { does: 'The people of one account', command: 'rollcall export --account ABCDEFGHIJKLMNOPQRSTUVWXYZ --format csv' },
  ],
  async run({ options, givenAs }) {
    const { output } = options;
    const { directoryFormatOf, exportDirectory } = await import('@rollcall/server/directory');
    if (output === undefined && options.json && givenAs('json') === '--json') {
      throw new UsageError('--json needs --output: without it the directory file itself goes to standard output.');
    }
    const format = options.format ?? (output === undefined ? undefined : directoryFormatOf(output)) ?? 'json';
    const place = withReplicas(storePlace(options, givenAs), options, givenAs);
    const report = await withStore(place, 'must-exist', async (storage) => {
      const accountId = options.account;
      if (accountId !== undefined) await requireAccount(storage, accountId);
      return untilInterrupted(output === undefined ? 'The output is cut off.' : 'Nothing was written.', (signal) => {
        const write = (to: Writable) => exportDirectory({ storage, format, accountId, output: to, signal });
        return output === undefined ? write(process.stdout) : writeWhole(output, write);
      });
    });
    if (output === undefined) return;
    if (options.json) return printJson({ output, format, ...report });
    const { accounts, users, applications } = report;
    process.stderr.write(
      `Wrote ${output}: ${counted(accounts, 'account', 'accounts')}, ${counted(users, 'person', 'people')}, ` +
        `${counted(applications, 'application', 'applications')}.\n`,
    );
  },
});
