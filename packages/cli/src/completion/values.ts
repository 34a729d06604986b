import type { Kind } from '../options/kind.ts';
import type { Completion } from './complete.ts';

/** What a shell reads as it stands. Names with spaces or signs of the shell are left to be typed. */
const PLAIN = /^[\w.@+-]+$/;

/**
 * The values that fit.
 *
 * @param written what stands there of the value
 * @param head what belongs to the same word and stands before the value: `--output=`
 */
export async function offerValues(kind: Kind<unknown>, written: string, head = ''): Promise<Completion> {
  if (kind.completion === 'files' || kind.completion === 'folders') return kind.completion;
  const known = typeof kind.completion === 'function' ? await kind.completion() : (kind.completion ?? []);
  const earlier = kind.list ? written.slice(0, written.lastIndexOf(',') + 1) : '';
  const chosen = new Set(earlier.split(','));
  return known
    .filter((word) => PLAIN.test(word) && !chosen.has(word) && word.startsWith(written.slice(earlier.length)))
    .map((word) => ({ word: `${head}${earlier}${word}`, description: '' }));
}
