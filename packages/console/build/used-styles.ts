import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const SOURCES = join(import.meta.dirname, '../src');
const STYLES = fileURLToPath(import.meta.resolve('@mantine/core/styles.css'));
const MANTINE = dirname(STYLES);
/** They are made of its components as well. */
const COMPANIONS = ['@mantine/notifications', '@mantine/charts'].map((name) => join(MANTINE, '../..', name, 'esm'));
/** For the page itself, whatever is on it. */
const GENERAL = ['baseline', 'default-css-variables', 'global'];

/** Leaves out the styles of the components that the console does not use: more than half of Mantine's. */
export function usedStyles(): Plugin {
  return {
    name: 'rollcall-used-styles',
    enforce: 'pre',
    load: (id) => (id.split('?')[0] === STYLES ? usedParts() : undefined),
  };
}

/**
 * Mantine's styles are those of its components one after the other, in the order in which they build on each other.
 * @throws Error where a used component's are not among them: Mantine has changed
 */
export function usedParts(): string {
  const all = readFileSync(STYLES, 'utf8');
  const parts = [...GENERAL, ...usedComponents()].map((name) => {
    const part = readFileSync(join(MANTINE, 'styles', `${name}.css`), 'utf8').trim();
    const place = all.indexOf(part);
    if (place === -1) throw new Error(`The styles of Mantine's ${name} are not among all of them.`);
    return { place, part };
  });
  return parts
    .sort((one, other) => one.place - other.place)
    .map(({ part }) => part)
    .join('\n');
}

/** Components with styles that are imported anywhere, and those that they are made of. */
function usedComponents(): ReadonlySet<string> {
  const files = [
    ...globSync('**/*.{ts,tsx}', { cwd: SOURCES }).map((file) => join(SOURCES, file)),
    ...COMPANIONS.flatMap((folder) => globSync('**/*.mjs', { cwd: folder }).map((file) => join(folder, file))),
  ];
  const names = new Set(files.flatMap((file) => namesFrom(readFileSync(file, 'utf8'))));
  const places = moduleOf();
  const modules = new Set([...names].flatMap((name) => places.get(name) ?? []));
  // A set hands out what is added to it on the way.
  for (const module of modules) for (const next of importsOf(module)) modules.add(next);
  return new Set([...modules].flatMap((module) => /([^/]+)\.module\.mjs$/.exec(module)?.[1] ?? []));
}

/** What a source takes from Mantine. */
function namesFrom(source: string): readonly string[] {
  return [...source.matchAll(/\{([^{}]*)\}\s*from\s*["']@mantine\/core["']/g)].flatMap(([, list = '']) =>
    namesIn(list),
  );
}

/** `A, type B, C as D`: A, B and C. */
function namesIn(list: string): readonly string[] {
  return list.split(',').flatMap((each) => /^\s*(?:type\s+)?(\w+)/.exec(each)?.[1] ?? []);
}

/** Where everything stands that Mantine exports. */
function moduleOf(): ReadonlyMap<string, string> {
  const index = join(MANTINE, 'esm/index.mjs');
  const imports = readFileSync(index, 'utf8').matchAll(/import \{([^}]*)\} from "(\.[^"]+)"/g);
  return new Map(
    [...imports].flatMap(([, list = '', path = '']) => namesIn(list).map((name) => [name, join(dirname(index), path)])),
  );
}

function importsOf(module: string): readonly string[] {
  const source = readFileSync(module, 'utf8');
  return [...source.matchAll(/from "(\.[^"]+)"/g)].map(([, path = '']) => join(dirname(module), path));
}
