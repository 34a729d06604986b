import { Readable, Writable } from 'node:stream';
import type { DirectoryFileError } from '../../src/directory/directory-file-error.ts';
import type { DirectoryFormat } from '../../src/directory/directory-format.ts';
import { type ExportOptions, exportDirectory } from '../../src/directory/export-directory.ts';
import { type ImportOptions, importDirectory } from '../../src/directory/import-directory.ts';
import type { ImportReport } from '../../src/directory/import-report.ts';
import type { ChangeContext } from '../../src/domain/audit.ts';
import type { Account } from '../../src/domain/directory.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import type { Storage } from '../../src/storage/storage.ts';

/** 2026-01-02T03:04:05Z */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
export const ACCOUNT = 'A'.repeat(26);
export const CONTEXT: ChangeContext = {
  at: NOW,
  actor: { kind: 'operator', id: 'test', address: undefined, userAgent: undefined },
  requestId: 'test',
};

type Content = string | Uint8Array | readonly Uint8Array[];

/** Imports what the content says, all of it at once or in the parts given. */
export function importInto(
  storage: ImportOptions['storage'],
  content: Content,
  format: DirectoryFormat = 'json',
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  const parts = typeof content === 'string' ? [Buffer.from(content)] : content;
  return importDirectory({
    storage,
    input: Readable.from(parts instanceof Uint8Array ? [parts] : parts),
    format,
    source: `people.${format}`,
    context: CONTEXT,
    clock: { now: () => NOW },
    random: systemRandom,
    ...options,
  });
}

/** The export as text. */
export async function exportFrom(
  storage: ExportOptions['storage'],
  format: DirectoryFormat = 'json',
  accountId?: string,
): Promise<string> {
  const parts: Buffer[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(chunk);
      done();
    },
  });
  await exportDirectory({ storage, format, accountId, output });
  return Buffer.concat(parts).toString();
}

/** A real store in memory, to import into and export from. */
export class DirectoryStore {
  readonly opened: Promise<Storage> = openSqliteStorage({ dataDir: undefined, role: 'administration' });

  async import(content: Content, format?: DirectoryFormat, options?: Partial<ImportOptions>): Promise<ImportReport> {
    return importInto(await this.opened, content, format, options);
  }

  async export(format?: DirectoryFormat, accountId?: string): Promise<string> {
    return exportFrom(await this.opened, format, accountId);
  }

  async accounts(): Promise<readonly Account[]> {
    return (await this.opened).listAccounts();
  }

  async secretHashes(clientId: string): Promise<readonly string[]> {
    const application = await (await this.opened).findApplication(clientId);
    return application?.secrets.map(({ hash }) => hash) ?? [];
  }

  /** Resolves once another import can begin: never, where an earlier one was left open. */
  async isFree(): Promise<boolean> {
    const session = await (await this.opened).beginImport('next', CONTEXT);
    await session.abort();
    return true;
  }
}

/** The error an import ends with; fails where it succeeds. */
export async function refusal(result: Promise<unknown>): Promise<DirectoryFileError> {
  return result.then(
    () => {
      throw new Error('The import succeeded.');
    },
    (error: DirectoryFileError) => error,
  );
}

/** An account file with one owner, `fields` on top of theirs, and `more` users after. */
export function fileWith(fields: Readonly<Record<string, unknown>>, more: readonly unknown[] = []): string {
  const owner = { email: 'owner@example.com', display_name: 'Owner', role: 'owner', ...fields };
  return JSON.stringify({ accounts: [{ id: ACCOUNT, name: 'Acme', users: [owner, ...more] }] });
}
