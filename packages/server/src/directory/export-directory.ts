import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Account, Application } from '../domain/directory.ts';
import type { Storage } from '../storage/storage.ts';
import { csvExport } from './csv-export.ts';
import { DirectoryFileError } from './directory-file-error.ts';
import type { DirectoryFormat } from './directory-format.ts';
import type { DirectorySource, ExportFormat } from './export-format.ts';
import { jsonExport } from './json-export.ts';
import { ndjsonExport } from './ndjson-export.ts';

export interface ExportOptions {
  readonly storage: Pick<Storage, 'listAccounts' | 'listApplications' | 'exportUsers'>;
  readonly format: DirectoryFormat;
  /** Only this account; left out: all, ordered by id. */
  readonly accountId?: string | undefined;
  /** Gets the bytes, and is left open: standard output cannot be closed. */
  readonly output: Writable;
  /** Aborting stops the export; what was written stays written. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the people written so far, now and then. */
  readonly onProgress?: ((progress: { readonly records: number }) => void) | undefined;
}

export interface ExportReport {
  readonly accounts: number;
  readonly users: number;
  /** 0 for CSV, which holds people only. */
  readonly applications: number;
}

const FORMATS: Readonly<Record<DirectoryFormat, ExportFormat>> = {
  json: jsonExport,
  csv: csvExport,
  ndjson: ndjsonExport,
};

/** Characters handed to the output at once. */
const BATCH = 64 * 1024;

/**
 * Writes a directory file, streamed at the pace of the output. It holds everything but secrets; the same directory
 * gives the same bytes.
 * @throws DirectoryFileError when there is no such account.
 */
export async function exportDirectory(options: ExportOptions): Promise<ExportReport> {
  const source = await openSource(options);
  const counts = { accounts: 0, users: 0, applications: 0 };
  const pieces = FORMATS[options.format](source, counts, options.accountId === undefined);
  const onBatch = (): void => options.onProgress?.({ records: counts.users });
  // One batch ahead of the output; the default of 16 would be a megabyte of them.
  const batches = Readable.from(inBatches(pieces, onBatch), { highWaterMark: 1 });
  const { signal } = options;
  await pipeline(batches, options.output, { end: false, ...(signal === undefined ? {} : { signal }) });
  return counts;
}

async function openSource({ storage, accountId }: ExportOptions): Promise<DirectorySource> {
  const all = await storage.listAccounts();
  const accounts = accountId === undefined ? [...all].sort(byId) : all.filter((account) => account.id === accountId);
  if (accountId !== undefined && accounts.length === 0) {
    throw new DirectoryFileError(`There is no account ${accountId}. The list of accounts shows their ids.`);
  }
  return {
    accounts,
    users: (id) => storage.exportUsers(id),
    applications: async (id) => [...(await storage.listApplications(id))].sort(byName),
  };
}

function byId(left: Account, right: Account): number {
  return left.id < right.id ? -1 : 1;
}

function byName(left: Application, right: Application): number {
  if (left.name !== right.name) return left.name < right.name ? -1 : 1;
  return left.clientId < right.clientId ? -1 : 1;
}

async function* inBatches(pieces: AsyncIterable<string>, onBatch: () => void): AsyncGenerator<Buffer> {
  let batch = '';
  for await (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    yield Buffer.from(batch);
    batch = '';
    onBatch();
  }
  yield Buffer.from(batch);
  onBatch();
}
