import type { UsersOperation } from '@rollcall/contract';
import { Refusal } from '../domain/refusal.ts';

const NONE: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

/**
 * The query parameters the operation declares, by their right names. Misspellings it declares are taken for the
 * parameter and unknown parameters are ignored; a strict server refuses both.
 * @throws Refusal invalid_parameter
 */
export function readQuery(operation: UsersOperation, url: string, strict: boolean): Readonly<Record<string, string>> {
  const start = url.indexOf('?');
  if (start < 0) return NONE;
  const query: Record<string, string> = Object.create(null);
  for (const [sent, value] of new URLSearchParams(url.slice(start + 1))) {
    const name = rightName(operation, sent, strict);
    if (name === undefined) continue;
    if (name in query) throw refuse(sent, `is given twice; send ${name} once`);
    query[name] = value;
  }
  return query;
}

function rightName(operation: UsersOperation, sent: string, strict: boolean): string | undefined {
  if (Object.hasOwn(operation.query, sent)) return sent;
  const alias = Object.hasOwn(operation.aliases, sent) ? operation.aliases[sent] : undefined;
  if (!strict) return alias;
  throw refuse(sent, alias === undefined ? 'is not a parameter of this method' : `is spelt ${alias}`);
}

function refuse(field: string, description: string): Refusal {
  const shown = field.slice(0, 64);
  return new Refusal('invalid_parameter', { violations: [{ field: shown, description }], metadata: { field: shown } });
}
