import { useSession } from '../api/session.ts';
import { PAGES } from '../pages.tsx';
import { IN_ACCOUNT } from './account-in-path.ts';
import { pathOf } from './path-of.ts';

/** Where one begins in an account: at the first of its pages that who is signed in may see. */
export function useAccountStart(): (account: string) => string {
  const { permissions } = useSession();
  const first = PAGES.find(({ path, permission, entry }) => {
    const isAllowed = permission === undefined || permissions.includes(permission);
    return path.startsWith(IN_ACCOUNT) && entry !== undefined && isAllowed;
  });
  return (account) => (first === undefined ? '/' : pathOf(first.path, account));
}
