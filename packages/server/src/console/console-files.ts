import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';

/** A file of the console as browsers take it. */
export interface ConsoleFile {
  readonly type: string;
  /** By content encoding; `identity` is always there. */
  readonly bodies: Readonly<Partial<Record<Encoding, Buffer>>> & { readonly identity: Buffer };
}
export type Encoding = 'identity' | 'br' | 'gzip';

/** The built console: about a megabyte, all of it in memory, so that no path of a request ever becomes one of a file. */
export interface ConsoleFiles {
  readonly page: string;
  readonly assets: ReadonlyMap<string, ConsoleFile>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** @returns undefined where the console was not built */
export async function readConsole(folder: URL): Promise<ConsoleFiles | undefined> {
  const page = await readFile(new URL('index.html', folder), 'utf8').catch(missing);
  if (page === undefined) return undefined;
  const assets = new URL('assets/', folder);
  const names = await readdir(assets);
  const contents = new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, assets))] as const)),
  );
  return { page, assets: new Map([...contents].flatMap(([name, body]) => asset(name, body, contents))) };
}

function asset(name: string, identity: Buffer, all: ReadonlyMap<string, Buffer>): [string, ConsoleFile][] {
  const type = TYPES[extname(name)];
  if (type === undefined) return []; // the compressed ones, which are sent in place of others
  const br = all.get(`${name}.br`);
  const gzip = all.get(`${name}.gz`);
  return [[name, { type, bodies: { identity, ...(br && { br }), ...(gzip && { gzip }) } }]];
}

/** @throws any error but that there is no such file */
function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
