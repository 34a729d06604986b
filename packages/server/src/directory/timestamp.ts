import { toTimestamp } from '../domain/clock.ts';

const RFC_3339 =
  /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d+)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;
/** What a file has nearly always: as it is stored already, and a day every month has. */
const USUAL = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** `9999-12-31T23:59:59Z`, and `0001-01-01T00:00:00Z`: years that four digits can write. */
const LATEST = 253_402_300_799_000;
const EARLIEST = -62_135_596_800_000;

/**
 * An RFC 3339 time with any offset and fraction as UTC with whole seconds; the fraction is cut off. A leap second
 * becomes the second before it. Undefined when the text is not such a time, or the day does not exist.
 */
export function normaliseTimestamp(text: string): string | undefined {
  if (USUAL.test(text)) return text;
  const parts = RFC_3339.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, sign, offsetHours, offsetMinutes] = parts;
  if (!dayExists(Number(year), Number(month), Number(day))) return undefined;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second === '60' ? '59' : second}Z`;
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * MINUTE * (sign === '-' ? -1 : 1);
  const utc = Date.parse(local) - offset;
  if (second === '60' && toTimestamp(utc).slice(11) !== '23:59:59Z') return undefined;
  return utc >= EARLIEST && utc <= LATEST ? toTimestamp(utc) : undefined;
}

function dayExists(year: number, month: number, day: number): boolean {
  if (day === 0 || day > 31) return false;
  if (day <= 28) return true;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}
