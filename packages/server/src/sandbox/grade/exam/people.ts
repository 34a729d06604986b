import type { Scope } from '@rollcall/contract';
import { SCOPES } from '@rollcall/contract';
import type { DirectoryFile } from '@rollcall/contract/directory-file';

type DirectoryAccount = DirectoryFile['accounts'][number];
type DirectoryUser = NonNullable<DirectoryAccount['users']>[number];

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const JOINED = Date.UTC(2025, 0, 6, 8);

/** More than fit on the largest page: any client has to follow a page token. */
export const SEVERAL_PAGES = 1040;
/** Fewer than fit on the smallest usual page. */
export const ONE_PAGE = 12;

/** The owner is the first on the list. */
export const OWNER = userId(0);
/** A member on the first page, and who they are on a list. */
export const LEAVER = userId(7);
export const LEAVER_EMAIL = emailOf(7);
/** Nobody. */
export const STRANGER = userId(99_999);

/** The same in every exam: 26 characters that end with the number. */
export function userId(index: number): string {
  let rest = index;
  let tail = '';
  for (let digit = 0; digit < 6; digit++) {
    tail = `${ALPHABET[rest % 32] ?? ''}${tail}`;
    rest = Math.floor(rest / 32);
  }
  return `EXAMEXAMEXAMEXAMEXAM${tail}`;
}

export function emailOf(index: number): string {
  return `person-${String(index).padStart(4, '0')}@example.com`;
}

/** An account of so many people, an owner first. Each joined an hour after the one before, which is the order of a list. */
export function accountOf(
  count: number,
  more: {
    readonly change?: (index: number) => Partial<DirectoryUser>;
    readonly scopes?: readonly Scope[];
    readonly provisioning?: DirectoryAccount['provisioning'];
  } = {},
): DirectoryFile {
  const { change = () => ({}), scopes = SCOPES, provisioning = 'manual' } = more;
  const users = Array.from(
    { length: count },
    (_, index): DirectoryUser => ({
      id: userId(index),
      email: index === 0 ? 'owner@example.com' : emailOf(index),
      display_name: `Person ${index}`,
      create_time: new Date(JOINED + index * 3_600_000).toISOString(),
      role: index === 0 ? 'owner' : 'member',
      ...change(index),
    }),
  );
  const applications = [{ name: 'Exam', redirect_url: 'https://client.example.com/callback', scopes: [...scopes] }];
  return { accounts: [{ name: 'Exam', provisioning, users, applications }] };
}
