import type { TestContext } from 'node:test';

/** An OpenID provider that signs in whoever comes, and says of them what it is told to. */
export interface IdentityProvider {
  person: { readonly email: string; readonly email_verified: boolean };
  readonly issuer: string;
  /** What an account takes to sign in through it. */
  readonly settings: { readonly issuer: string; readonly client_id: string; readonly client_secret: string };
}

/** The provider of the server's tests. It ends with the test. @param redirectUri where it sends browsers back to */
export async function startIdentityProvider(context: TestContext, redirectUri: string): Promise<IdentityProvider> {
  // By an address that the compiler does not follow: here it knows browsers, and the server is written for Node.js alone.
  const place = new URL('../../../server/test/admin/sign-in/identity-provider.ts', import.meta.url).href;
  const { CLIENT_ID, CLIENT_SECRET, IdentityProvider } = await import(place);
  const provider = await IdentityProvider.start({ redirectUri });
  context.after(() => provider[Symbol.asyncDispose]());
  const { issuer } = provider;
  return Object.assign(provider, { settings: { issuer, client_id: CLIENT_ID, client_secret: CLIENT_SECRET } });
}
