import type { Kind } from '../options/kind.ts';

/** `2`, `2-3`, `2-`: the second call; the second and third; from the second on. */
export const CALLS: Kind<{ readonly first_call: number; readonly last_call: number | null }> = {
  placeholder: 'N[-[M]]',
  allowed: 'a call counted from 1, or several: 2, 2-3, or 2- for the second and all after it',
  list: false,
  parse(given) {
    const [, first = '', dash, last = ''] = /^([1-9]\d{0,5})(-([1-9]\d{0,5})?)?$/.exec(given) ?? [];
    if (first === '') return undefined;
    const first_call = Number(first);
    const last_call = dash === undefined ? first_call : last === '' ? null : Number(last);
    return last_call !== null && last_call < first_call ? undefined : { first_call, last_call };
  },
};

const UNITS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };

/** `15m`, `1h30m`, `900`: seconds. */
export const DURATION: Kind<number> = {
  placeholder: 'DURATION',
  allowed: 'a time span of days, hours, minutes and seconds, such as 15m, 1h30m or 2d; a bare number is seconds',
  list: false,
  parse(given) {
    if (/^\d{1,10}(\.\d{1,3})?$/.test(given)) return Number(given) > 0 ? Number(given) : undefined;
    if (!/^(\d{1,6}d)?(\d{1,6}h)?(\d{1,8}m)?(\d{1,10}s)?$/.test(given)) return undefined;
    const parts = [...given.matchAll(/(\d+)([dhms])/g)];
    const seconds = parts.reduce((sum, [, count, unit = 's']) => sum + Number(count) * (UNITS[unit] ?? 1), 0);
    return seconds > 0 ? seconds : undefined;
  },
};
