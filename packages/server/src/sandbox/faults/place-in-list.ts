/** Places in the order of a list, `create_time` then `id`, as numbers: so that there are places between people. */

/** The characters of an id in their order. */
const DIGITS = '234567ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ID_LENGTH = 26;
const BITS_OF_DIGIT = 5n;
const BITS_OF_ID = BITS_OF_DIGIT * BigInt(ID_LENGTH);
/** A time is never before the year 0 (RFC 3339). */
const YEAR_0 = BigInt(Date.parse('0000-01-01T00:00:00Z') / 1000);

/** @param createTime RFC 3339 in whole seconds @param id 26 characters A-Z2-7 */
export function placeOf(createTime: string, id: string): bigint {
  let place = BigInt(Date.parse(createTime) / 1000) - YEAR_0;
  for (const character of id) place = (place << BITS_OF_DIGIT) | BigInt(DIGITS.indexOf(character));
  return place;
}

export function placeAt(place: bigint): { readonly createTime: string; readonly id: string } {
  const seconds = (place >> BITS_OF_ID) + YEAR_0;
  let rest = place;
  let id = '';
  while (id.length < ID_LENGTH) {
    id = DIGITS.charAt(Number(rest & 31n)) + id;
    rest >>= BITS_OF_DIGIT;
  }
  return { createTime: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`, id };
}
