/**
 * How many people a second an import takes, for each format, into a store on disk, and the memory it needs.
 *
 *   node bench/src/import.ts [people]      default 200000
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIRECTORY_FORMATS, type DirectoryFormat, exportDirectory, importDirectory } from '@rollcall/server/directory';
import { systemClock } from '@rollcall/server/domain/clock';
import { systemRandom } from '@rollcall/server/domain/random';
import { openSqliteStorage } from '@rollcall/server/storage/sqlite';
import { ACCOUNT_ID, writePeople } from './import-people.ts';

export interface ImportMeasurement {
  readonly format: DirectoryFormat;
  readonly people: number;
  /** Bytes of the file. */
  readonly bytes: number;
  /** People a second: reading, checking, storing, and the commit. */
  readonly importedPerSecond: number;
  /** The same file once more, which changes nothing. */
  readonly repeatedPerSecond: number;
  readonly exportedPerSecond: number;
  /** Resident bytes of the process while importing, after each tenth of the file. */
  readonly rss: readonly number[];
}

/** Measures each format with a store of its own. */
export async function measureImport(people: number): Promise<readonly ImportMeasurement[]> {
  const measurements: ImportMeasurement[] = [];
  for (const format of DIRECTORY_FORMATS) measurements.push(await measure(format, people));
  return measurements;
}

async function measure(format: DirectoryFormat, people: number): Promise<ImportMeasurement> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  const storage = await openSqliteStorage({ dataDir: join(folder, 'data'), role: 'administration' });
  try {
    const file = join(folder, `people.${format}`);
    await writePeople(file, format, people);
    const { size: bytes } = await stat(file);
    const context = {
      at: Date.now(),
      actor: { kind: 'operator', id: 'bench', address: undefined, userAgent: undefined },
      requestId: 'bench',
    } as const;
    if (format === 'csv')
      await storage.createAccount({ id: ACCOUNT_ID, name: 'Benchmark', provisioning: 'manual' }, context);
    const rss: number[] = [];
    const take = (): Promise<unknown> =>
      importDirectory({
        storage,
        input: createReadStream(file, { highWaterMark: 256 * 1024 }),
        format,
        accountId: ACCOUNT_ID,
        source: `people.${format}`,
        context,
        clock: systemClock,
        random: systemRandom,
        onProgress: (progress) => {
          if (progress.bytes >= (bytes * (rss.length + 1)) / 10.5) rss.push(process.memoryUsage.rss());
        },
      });
    const importedPerSecond = await perSecond(people, take);
    const repeatedPerSecond = await perSecond(people, take);
    const output = createWriteStream(join(folder, 'export'));
    const exportedPerSecond = await perSecond(people, () => exportDirectory({ storage, format, output }));
    output.end();
    return { format, people, bytes, importedPerSecond, repeatedPerSecond, exportedPerSecond, rss: rss.slice(0, 10) };
  } finally {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function perSecond(people: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(people / ((performance.now() - start) / 1000));
}

if (import.meta.main) {
  const people = Number(process.argv[2] ?? 200_000);
  for (const { format, bytes, rss, ...rates } of await measureImport(people)) {
    const size = Math.round(bytes / people);
    process.stdout.write(
      `${format.padEnd(7)} import ${rates.importedPerSecond}/s  again ${rates.repeatedPerSecond}/s  export ${rates.exportedPerSecond}/s  ${size} bytes a person  rss MB ${rss.map((one) => Math.round(one / 2 ** 20)).join(' ')}\n`,
    );
  }
}
