import { CLIENT_ID_PATTERN, RESOURCE_ID_PATTERN } from '@rollcall/contract';
import { EMAIL_PATTERN, HTTPS_PATTERN, UUID_PATTERN, VISIBLE_ASCII_PATTERN } from '@rollcall/contract/directory-file';

const UUID = 'must be a UUID, such as 123e4567-e89b-42d3-a456-426614174000';

/** What each pattern of the schemas asks for. */
const WORDS: ReadonlyMap<string, string> = new Map([
  [RESOURCE_ID_PATTERN, 'must be an id: 26 characters of A-Z and 2-7'],
  [EMAIL_PATTERN, 'must be an email address: one @ with something on both sides, and no spaces'],
  [CLIENT_ID_PATTERN, UUID],
  [UUID_PATTERN, UUID],
  [VISIBLE_ASCII_PATTERN, 'must have visible ASCII characters only'],
  [HTTPS_PATTERN, 'must be an https URL'],
]);

/** The other patterns take texts for people. @param own of one API */
export function shapeInWords(pattern: string, own: ReadonlyMap<string, string>): string {
  return WORDS.get(pattern) ?? own.get(pattern) ?? 'must not have control characters, or half a character, in it';
}
