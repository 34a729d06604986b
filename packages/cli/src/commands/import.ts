import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { ImportReport } from '@rollcall/server/directory';
import { systemClock } from '@rollcall/server/domain/clock';
import { systemRandom } from '@rollcall/server/domain/random';
import { operatorContext } from '../administration/operator.ts';
import { type StorePlace, storePlace } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { formatOf } from '../directory/format-of.ts';
import { importErrors } from '../directory/import-errors.ts';
import { printImport } from '../directory/print-import.ts';
import { untilInterrupted } from '../directory/until-interrupted.ts';
import { accountOption, configOption, jsonOption } from '../options/common-options.ts';
import { directoryFormatOption, directoryInput } from '../options/directory-options.ts';
import { storeOptions } from '../options/store-options.ts';
import { type Progress, startProgress } from '../output/progress.ts';
import { defineCommand } from './command.ts';

export const importFile = defineCommand({
  description:
    'Takes in a directory file, all of it or nothing. The same file twice changes nothing. Ids, times and secrets that ' +
    'it leaves out are made; secrets that were made are printed, once. People of a CSV file go to --account.',
  arguments: { file: { name: 'FILE', kind: directoryInput, description: 'The file; - reads standard input.' } },
  options: {
    account: accountOption,
    format: directoryFormatOption('import', 'by the extension .json, .csv, .ndjson or .jsonl'),
    ...storeOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    { does: 'Take in accounts, people and applications', command: 'rollcall import directory.json' },
    {
      does: 'Take in the people of one account',
      command: 'rollcall import people.csv --account ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    },
  ],
  async run({ arguments: { file }, options, givenAs }) {
    const format = options.format ?? (await formatOf(file, '; or give --format'));
    const report = await importErrors(file, async () => {
      const input = await openInput(file);
      const progress = await startProgress({ doing: 'Importing', things: 'records', total: input.bytes });
      try {
        return await store({
          place: storePlace(options, givenAs),
          account: options.account,
          file,
          format,
          input: input.stream,
          progress,
        });
      } finally {
        progress.stop();
        input.stream.destroy();
      }
    });
    printImport(report, options.json);
  },
});

interface StoreOptions {
  readonly place: StorePlace;
  readonly account: string | undefined;
  readonly file: string;
  readonly format: 'json' | 'csv' | 'ndjson';
  readonly input: Readable;
  readonly progress: Progress;
}

function store({ place, account, file, format, input, progress }: StoreOptions): Promise<ImportReport> {
  return withStore(place, 'make', async (storage) => {
    const { importDirectory } = await import('@rollcall/server/directory');
    return untilInterrupted('Nothing was imported.', (signal) =>
      importDirectory({
        storage,
        input,
        format,
        accountId: account,
        source: file === '-' ? 'standard input' : basename(file),
        context: operatorContext(),
        clock: systemClock,
        random: systemRandom,
        signal,
        onProgress: ({ bytes, records }) => progress.update(bytes, records),
      }),
    );
  });
}

/** Opened before the store is: a mistyped name must not make a data folder. */
async function openInput(file: string): Promise<{ readonly stream: Readable; readonly bytes: number | undefined }> {
  if (file === '-') return { stream: process.stdin, bytes: undefined };
  const handle = await open(file, 'r');
  const status = await handle.stat();
  if (status.isDirectory()) {
    await handle.close();
    throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  }
  return {
    stream: createReadStream(file, { fd: handle, highWaterMark: 1024 * 1024 }),
    bytes: status.isFile() ? status.size : undefined,
  };
}
