import type { ControlSchemaName } from '@rollcall/contract/sandbox';
import {
  CONTROL_SCHEMAS,
  faultSchemaFor,
  REASON_PATTERN,
  SNAPSHOT_NAME_PATTERN,
} from '@rollcall/contract/sandbox/schemas';
import { type SentPart, schemaViolations, violationSentence } from '../../http/schema-check/schema-check.ts';
import { ControlRefusal } from './control-refusal.ts';

const WORDS: ReadonlyMap<string, string> = new Map([
  [SNAPSHOT_NAME_PATTERN, 'must be of lower-case letters, digits and inner hyphens, 63 at the most'],
  [REASON_PATTERN, 'must be of lower-case letters, digits and underscores, and begin with a letter'],
]);

/**
 * What was sent, held against a schema.
 *
 * @throws ControlRefusal invalid_control naming each field and what it may be
 */
export function checked(name: ControlSchemaName, value: unknown, part: SentPart): unknown {
  // Held against every kind there is, a wrong field would be wrong in a dozen ways.
  const schema = name === 'CreateFaultRequest' ? faultSchemaFor(value) : CONTROL_SCHEMAS[name];
  const violations = schemaViolations(schema, value, part, WORDS);
  if (violations.length === 0) return value;
  const sentence = violationSentence(violations);
  throw new ControlRefusal('invalid_control', { violations, ...(sentence && { sentence }) });
}
