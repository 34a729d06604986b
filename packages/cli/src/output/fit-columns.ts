import stringWidth from 'string-width';

/** Cells that may be cut keep this many characters, however narrow the terminal is. */
const LEAST = 12;

/**
 * What each column may take so that a line fits. Columns that must stay whole take what they need; the others share what
 * is left: who needs less than an equal part leaves the rest to those who need more.
 *
 * @param widths what each needs
 * @param gap characters between two columns
 * @param width of a line; undefined for no bound
 */
export function shrinkToFit(
  columns: readonly { readonly shrinks?: boolean }[],
  widths: readonly number[],
  gap: number,
  width: number | undefined,
): readonly number[] {
  const unbounded = columns.map(() => Number.POSITIVE_INFINITY);
  if (width === undefined) return unbounded;
  const shrinking = columns.flatMap(({ shrinks }, index) => (shrinks ? [index] : []));
  const whole = widths.reduce((sum, each, index) => (shrinking.includes(index) ? sum : sum + each), 0);
  let left = width - whole - gap * (columns.length - 1);
  const most = [...unbounded];
  const byNeed = shrinking.toSorted((one, other) => (widths[one] ?? 0) - (widths[other] ?? 0));
  for (const [position, index] of byNeed.entries()) {
    const part = Math.max(LEAST, Math.floor(left / (byNeed.length - position)));
    // The last to be served has all that is left, so that later rows may need more than the first did.
    most[index] = position === byNeed.length - 1 ? part : Math.min(part, Math.max(LEAST, widths[index] ?? 0));
    left -= most[index] ?? 0;
  }
  return most;
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cuts a text to the cells it may take; an ellipsis says so. What people see as one character stays whole. */
export function cutToWidth(text: string, most: number): string {
  if (stringWidth(text) <= most) return text;
  let kept = '';
  let width = 1;
  for (const { segment } of GRAPHEMES.segment(text)) {
    width += stringWidth(segment);
    if (width > most) break;
    kept += segment;
  }
  return `${kept}…`;
}
