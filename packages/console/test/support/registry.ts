import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** A page as the registry has it. */
export interface RegisteredPage {
  readonly path: string;
  /** Undefined: for everybody. */
  readonly permission: string | undefined;
}

const PLACE = new URL('../../src/pages.tsx', import.meta.url);
const PAGE = /path: '([^']+)',\s+(?:\/\/.*\s+)*permission: (?:undefined|'([^']+)'),/g;

/** Every page of the console. Read from the text of the registry: what it loads is written for browsers. */
export function registeredPages(): readonly RegisteredPage[] {
  const text = readFileSync(PLACE, 'utf8');
  const pages = [...text.matchAll(PAGE)].map(([, path = '', permission]) => ({ path, permission }));
  assert.equal(pages.length, text.match(/\bcontent: lazy/g)?.length, 'a page of the registry was not understood');
  return pages;
}

/**
 * The addresses of a page, with what stands for the names in it. A name that may be left out makes two.
 * @throws Error for a name that nothing is given for
 */
export function addressesOf({ path }: RegisteredPage, places: Readonly<Record<string, string>>): readonly string[] {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const place = places[name];
    if (place === undefined) throw new Error(`Say what ${name} of ${path} is.`);
    return place;
  });
  const optional = /\/([^/]+)\?$/.exec(filled);
  return optional === null ? [filled] : [filled.slice(0, optional.index), filled.slice(0, -1)];
}

/** `/accounts/:account/people` → `people`: as pictures of it are named. */
export function nameOf({ path }: RegisteredPage, address: string): string {
  const steps = path
    .replaceAll('?', '')
    .split('/')
    .filter((step) => step !== '' && step !== ':account');
  const isDetail = path.endsWith('?') && address.split('/').length === path.split('/').length;
  const named = steps.filter((step) => !step.startsWith(':') || isDetail || !path.endsWith('?'));
  return named.map((step) => step.replace(':', 'one-')).join('-');
}
