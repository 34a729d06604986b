import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '../..');

/** A block of code that is shown to people. */
export interface Example {
  /** Where it stands: `src/users.ts 2`. */
  readonly place: string;
  readonly code: string;
}

/** Every TypeScript block of the doc comments and of the README. */
export function examples(): readonly Example[] {
  const files = ['README.md', ...globSync('src/**/*.ts', { cwd: PACKAGE })].sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(PACKAGE, file), 'utf8');
    const blocks = [...text.matchAll(/^( *\* )?```ts\n([\s\S]*?)^ *(?:\* )?```$/gm)];
    return blocks.map(([, , code = ''], index) => ({
      place: `${file} ${index + 1}`,
      code: code.replace(/^ *\* ?/gm, ''),
    }));
  });
}

/** Something that the package exports. */
export interface PublicName {
  readonly name: string;
  readonly kind: string;
  /** The comment above it; empty where there is none. */
  readonly doc: string;
  /** The declaration from its first line to the brace that ends it. */
  readonly text: string;
}

/** What the entries of the package export, with the comments above. */
export function publicNames(): readonly PublicName[] {
  return ['src/index.ts', 'src/testing/index.ts'].flatMap((entry) => {
    const text = readFileSync(join(PACKAGE, entry), 'utf8');
    return [...text.matchAll(/^export (?:type )?(\*|\{[^}]*\}) from '(\.[^']+)';$/gm)].flatMap(
      ([, list = '', from = '']) => {
        const source = declarationsOf(join(PACKAGE, entry, '..', from));
        if (list === '*') return source;
        const names = [...list.matchAll(/(?:type )?(\w+)(?=[,\s}])/g)].map(([, name = '']) => name);
        return names.map((name) => {
          const found = source.find((each) => each.name === name);
          if (found === undefined) throw new Error(`${name} is not declared in ${from}`);
          return found;
        });
      },
    );
  });
}

function declarationsOf(file: string): readonly PublicName[] {
  const comment = String.raw`(?:^/\*\*((?:(?!\*/)[\s\S])*)\*/\n)?`;
  const block = String.raw`(function|class|interface) (\w+)[\s\S]*?^\}`;
  const line = String.raw`(type|const) (\w+)[\s\S]*?;$`;
  const declarations = new RegExp(`${comment}^export (?:async )?(?:${block}|${line})`, 'gm');
  return [...readFileSync(file, 'utf8').matchAll(declarations)].map((found) => {
    const [text, doc = '', blockKind, blockName, kind = blockKind ?? '', name = blockName ?? ''] = found;
    return { name, kind, doc, text };
  });
}
