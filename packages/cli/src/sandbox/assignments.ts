import { UsageError } from '../failure.ts';
import type { Kind } from '../options/kind.ts';

export type Assignment = readonly [field: string, value: string];

/** `retry_after_seconds=5`: a field of what is sent. */
export function assignment(example: string): Kind<Assignment> {
  return {
    placeholder: 'FIELD=VALUE',
    allowed: `a field and its value, such as ${example}`,
    list: false,
    parse(given) {
      const [, name, value] = /^([A-Za-z][A-Za-z0-9_-]*)=(.*)$/s.exec(given) ?? [];
      return name === undefined || value === undefined ? undefined : [name, value];
    },
  };
}

/**
 * The fields as they are sent.
 *
 * @param read what a text means in a field; the sandbox says what may not be
 * @throws UsageError for a field that is given twice
 */
export function fieldsFrom(
  assignments: readonly Assignment[],
  read: (field: string, text: string) => unknown,
): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, text] of assignments) {
    if (fields.has(name)) throw new UsageError(`${name} is given twice. Give it once.`);
    fields.set(name, read(name, text));
  }
  return Object.fromEntries(fields);
}

/** Numbers, switches and JSON are read as such, everything else is text. */
export function readJsonLike(text: string): unknown {
  if (!/^(-?\d|true$|false$|null$|[[{])/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
