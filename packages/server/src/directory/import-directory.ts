import { addAbortSignal, type Readable } from 'node:stream';
import type { ChangeContext } from '../domain/audit.ts';
import type { Clock } from '../domain/clock.ts';
import type { Random } from '../domain/random.ts';
import { isResourceId } from '../domain/resource-id.ts';
import { ImportConflict, type ImportSession, type ImportSummary } from '../storage/import-session.ts';
import type { Storage } from '../storage/storage.ts';
import { type CheckedChunk, checkedBytes } from './checked-bytes.ts';
import { readCsv } from './csv-reader.ts';
import { DirectoryFileError } from './directory-file-error.ts';
import type { DirectoryFormat } from './directory-format.ts';
import { DirectoryImporter } from './directory-importer.ts';
import type { ImportReport } from './import-report.ts';
import { readJson } from './json-reader.ts';
import { readNdjson } from './ndjson-reader.ts';

export interface ImportOptions {
  readonly storage: Pick<Storage, 'listAccounts' | 'beginImport'>;
  /** Bytes of the file, in chunks of any size. */
  readonly input: Readable;
  readonly format: DirectoryFormat;
  /**
   * The account of CSV rows and NDJSON lines that name none. A JSON file must then hold this one account, with this id
   * or without one.
   */
  readonly accountId?: string | undefined;
  /** Name of the file, for the audit entry. */
  readonly source: string;
  readonly context: ChangeContext;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborting stops the import and leaves nothing of it. */
  readonly signal?: AbortSignal | undefined;
  /** Called a few times per megabyte; `bytes` and `records` count from the start. */
  readonly onProgress?: ((progress: { readonly bytes: number; readonly records: number }) => void) | undefined;
}

type Reader = (
  chunks: AsyncIterable<CheckedChunk>,
  importer: DirectoryImporter,
  accountId: string | undefined,
) => Promise<void>;

const READERS: Readonly<Record<DirectoryFormat, Reader>> = { json: readJson, csv: readCsv, ndjson: readNdjson };

/**
 * Imports a directory file, streamed and in constant memory: all of it, or nothing.
 * @throws DirectoryFileError naming line, field and reason, when the file cannot be imported.
 * @throws the signal's reason, when it is aborted.
 */
export async function importDirectory(options: ImportOptions): Promise<ImportReport> {
  const { storage, accountId, clock, random } = options;
  options.signal?.throwIfAborted();
  if (accountId !== undefined && !isResourceId(accountId)) {
    throw new DirectoryFileError('The account to import for is not an id: 26 characters from A-Z and 2-7.');
  }
  const knownAccounts = (await storage.listAccounts()).map((account) => account.id);
  const session = await storage.beginImport(options.source, options.context);
  try {
    // An input that waits for more (a terminal, a pipe) must not keep an aborted import waiting.
    if (options.signal !== undefined) addAbortSignal(options.signal, options.input);
    const importer = new DirectoryImporter({ session, random, clock, knownAccounts });
    await read(options, importer);
    return importer.report(await committed(session));
  } catch (error) {
    await session.abort();
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    options.input.destroy();
  }
}

async function read(options: ImportOptions, importer: DirectoryImporter): Promise<void> {
  try {
    await READERS[options.format](settledChunks(options, importer), importer, options.accountId);
  } catch (error) {
    // What the storage refuses of the lines before comes first.
    if (error instanceof DirectoryFileError) await importer.settle();
    throw error;
  }
  await importer.settle();
}

/** The chunks of the file; the records of one are in the storage before the next is read. */
async function* settledChunks(options: ImportOptions, importer: DirectoryImporter): AsyncGenerator<CheckedChunk> {
  for await (const chunk of readChunks(options, importer)) {
    yield chunk;
    await importer.settle();
  }
}

function readChunks(options: ImportOptions, importer: DirectoryImporter): AsyncIterable<CheckedChunk> {
  let bytes = 0;
  const onBytes = (more: number): void => {
    bytes += more;
    options.onProgress?.({ bytes, records: importer.records });
  };
  return checkedBytes(options.input, { signal: options.signal, onBytes });
}

async function committed(session: ImportSession): Promise<ImportSummary> {
  try {
    return await session.commit();
  } catch (error) {
    if (!(error instanceof ImportConflict)) throw error;
    throw new DirectoryFileError(error.message, { line: undefined, field: error.field });
  }
}
