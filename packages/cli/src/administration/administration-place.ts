import { UsageError } from '../failure.ts';
import type { administrationOptions } from '../options/administration-options.ts';
import type { ValuesOf } from '../options/option.ts';
import { type StorePlace, storePlace, withoutPassword } from './store-place.ts';

/** A running server, and what opens it. */
export interface ServerPlace {
  readonly kind: 'server';
  readonly url: string;
  readonly key: { readonly text: string } | { readonly file: string };
  readonly caFile: string | undefined;
}

/** What is administered. */
export type AdministrationPlace = StorePlace | ServerPlace;

/** How a command was called: what a person gave, and how they wrote it. */
export interface AdministrationCall {
  readonly options: ValuesOf<typeof administrationOptions>;
  readonly givenAs: (name: keyof typeof administrationOptions) => string | undefined;
}

/** @throws UsageError where two places are given, or a server without an admin key */
export function administrationPlace({ options, givenAs }: AdministrationCall): AdministrationPlace {
  const { server: url, adminKey, adminKeyFile, caFile } = options;
  if (url === undefined) return storePlace(options, givenAs);
  const other = givenAs('databaseUrl') ?? givenAs('dataDir');
  if (other !== undefined) {
    throw new UsageError(`${other} and ${givenAs('server')} exclude each other: the data is in one place.`);
  }
  // A file that is named on the command line counts before a key that the environment holds for everything.
  const keyIsFlag = givenAs('adminKey') === '--admin-key';
  if (keyIsFlag && givenAs('adminKeyFile') === '--admin-key-file') {
    throw new UsageError('--admin-key and --admin-key-file exclude each other. Give one of them.');
  }
  if (adminKeyFile !== undefined && !keyIsFlag) return { kind: 'server', url, key: { file: adminKeyFile }, caFile };
  if (adminKey !== undefined) return { kind: 'server', url, key: { text: adminKey }, caFile };
  throw new UsageError(
    `${givenAs('server')} takes an admin key: set ROLLCALL_ADMIN_KEY, or name a file with --admin-key-file. ` +
      'rollcall admin key create makes one.',
  );
}

/** The flag that names the place again; passwords and keys are left out. */
export function flagOf(place: AdministrationPlace): readonly [flag: string, value: string] {
  if (place.kind === 'folder') return ['--data-dir', place.folder];
  return place.kind === 'server' ? ['--server', place.url] : ['--database-url', withoutPassword(place.url)];
}
