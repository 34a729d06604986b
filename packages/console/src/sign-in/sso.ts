import { api } from '../api/api.ts';

const REMEMBERED = 'rollcall-account';
const ACCOUNT_ID = /^[A-Z0-9]{26}$/;

export function isAccountId(text: string): boolean {
  return ACCOUNT_ID.test(text);
}

/** The account that signed in here last through its identity provider. */
export function rememberedAccount(): string {
  return localStorage.getItem(REMEMBERED) ?? '';
}

/** Leaves for the account's identity provider. Resolves when the browser is on its way. */
export async function leaveForIdentityProvider(account: string): Promise<void> {
  const { url } = await api.call('BeginSso', { body: { account, ...placeToReturnTo() } });
  localStorage.setItem(REMEMBERED, account);
  location.assign(url);
}

/** The page one was at, so that proving who one is leads back to it; after a sign-in it is the start page. */
function placeToReturnTo(): { readonly return_to?: string } {
  const place = location.hash.slice(1);
  return /^\/(?!sign-in|invite)[A-Za-z0-9/_-]*$/.test(place) ? { return_to: place } : {};
}
