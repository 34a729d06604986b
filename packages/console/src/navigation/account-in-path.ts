import { useLocation, useParams } from 'wouter';
import { useSession } from '../api/session.ts';

/** How the paths of pages begin that belong to an account. */
export const IN_ACCOUNT = '/accounts/:account/';
const ACCOUNT_OF_PATH = /^\/accounts\/([A-Z0-9]{26})(?:\/|$)/;

/** The account one looks at: that of the path, or one's own. Undefined for operators who look at none. */
export function useCurrentAccount(): string | undefined {
  const [path] = useLocation();
  const { account } = useSession();
  return ACCOUNT_OF_PATH.exec(path)?.[1] ?? account?.id;
}

/**
 * The account of a page below `/accounts/:account/`.
 * @throws Error on another page: a mistake of the page
 */
export function useAccountId(): string {
  const { account } = useParams<{ account?: string }>();
  if (account === undefined) throw new Error('This page stands below no account.');
  return account;
}
