import { DURATION } from '../sandbox/words.ts';
import { CLIENT_ID } from './application-options.ts';
import type { Kind } from './kind.ts';
import { line, MOMENT } from './kinds.ts';
import { option, requiredOption } from './option.ts';

/** As long as the management API takes it. Seconds. */
const LONGEST_KEEP = 31 * 86_400;

const KEEP: Kind<number> = {
  ...DURATION,
  allowed: 'a time span up to 31 days, such as 24h, 1h30m or 2d; a bare number is seconds',
  parse(given, base) {
    const seconds = DURATION.parse(given, base);
    return seconds !== undefined && seconds <= LONGEST_KEEP ? Math.ceil(seconds) : undefined;
  },
};

const SECRET_ID: Kind<string> = {
  ...CLIENT_ID,
  placeholder: 'SECRET_ID',
  allowed: 'the id of a secret, a UUID (rollcall application secret list shows them)',
};

export const secretIdArgument = { name: 'SECRET_ID', kind: SECRET_ID, description: 'The secret.' };

const label = { flag: 'label', key: 'secret_label', kind: line('TEXT', 100), description: 'What the secret is for.' };

export const secretLabelOption = requiredOption(label);

/** Where the label may be left out. */
export const rotationLabelOption = option({ ...label, fallbackNote: 'the day of the rotation' });

export const secretExpiresOption = option({
  flag: 'expires',
  key: 'secret_expires',
  kind: MOMENT,
  description: 'When it ends.',
  fallbackNote: 'it is good until it is revoked',
});

/** Seconds. */
export const keepOldOption = option({
  flag: 'keep-old-for',
  key: 'secret_keep_old_for',
  kind: KEEP,
  description: 'How long the other secrets are good beside the new one.',
  fallbackNote: 'they are refused at once',
});
