import { useSession } from '../api/session.ts';
import { useCurrentAccount } from '../navigation/account-in-path.ts';
import { pathOf } from '../navigation/path-of.ts';
import { type ConsolePage, PAGES } from '../pages.tsx';

/** A line of the navigation. */
export interface Entry extends NonNullable<ConsolePage['entry']> {
  readonly href: string;
}

/** What who is signed in may go to, in the account they look at. Never empty: everybody has a page of their own. */
export function useEntries(): readonly Entry[] {
  const { permissions } = useSession();
  const account = useCurrentAccount();
  return PAGES.flatMap(({ path, permission, entry }) => {
    if (entry === undefined || (permission !== undefined && !permissions.includes(permission))) return [];
    if (account === undefined && path.includes(':account')) return [];
    return [{ ...entry, href: pathOf(path, account ?? '') }];
  });
}
