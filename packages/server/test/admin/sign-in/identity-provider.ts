import { createPrivateKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import Provider, { type AdapterPayload, type Configuration } from 'oidc-provider';
import { createAuthority, issueServerCertificate } from '../../../src/tls/issue-certificate.ts';
import { KeptRecords } from './kept-records.ts';

export const CLIENT_ID = 'rollcall';
export const CLIENT_SECRET = 'a-secret-of-the-identity-provider';

/** Who the provider signs in when somebody comes by, and what it says of them. */
interface Vouched {
  readonly email?: string;
  readonly email_verified?: boolean;
}

export interface ProviderOptions {
  readonly redirectUri: string;
  /** Tell the address in the ID token, not at the userinfo endpoint only. */
  readonly inIdToken?: boolean;
}

/** A real OpenID provider on a free port, with a certificate that this process trusts. Whoever comes is signed in. */
export class IdentityProvider implements AsyncDisposable {
  /** What it says of whoever comes. */
  person: Vouched = {};
  /** Claims put in place of those of the next ID tokens, signed with the provider's own key unless another is given. */
  forged: Readonly<Record<string, unknown>> | undefined;
  forgedKey: JsonWebKey | undefined;
  readonly issuer: string;
  /** How often the provider was asked for its metadata. */
  discoveries = 0;
  /** How often it was shown a code. */
  exchanges = 0;
  readonly #server: Server;
  readonly #key = newKey();

  private constructor(server: Server, port: number, options: ProviderOptions) {
    this.#server = server;
    this.issuer = `https://localhost:${port}`;
    const provider = new Provider(this.issuer, this.#configuration(options));
    provider.use(async (context, next) => {
      if (context.path === '/.well-known/openid-configuration') this.discoveries += 1;
      if (context.path === '/token') this.exchanges += 1;
      await next();
      const { body } = context as { body: { id_token?: string } }; // of the token endpoint
      if (context.path === '/token' && this.forged && body.id_token) body.id_token = this.#forge(body.id_token);
    });
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return answer(request, response);
      // Who has to sign in, does: no page is shown.
      const result = { login: { accountId: 'somebody', remember: true } };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    });
  }

  static async start(options: ProviderOptions): Promise<IdentityProvider> {
    const now = Date.now();
    const authority = await createAuthority(['localhost'], now);
    const { cert, key } = await issueServerCertificate(authority, ['localhost'], now);
    setDefaultCACertificates([...getCACertificates('default'), authority.cert]);
    const server = createServer({ cert, key });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // it listens on a port
    return new IdentityProvider(server, port, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /**
   * Goes through the provider like a browser, from the URL it is sent to until it is sent back.
   * @returns what the provider sends along
   */
  async visit(url: string): Promise<Record<string, string>> {
    const cookies = new Map<string, string>();
    let place = new URL(url);
    while (place.origin === this.issuer) {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const response = await fetch(place, { redirect: 'manual', headers: { cookie } });
      for (const each of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (each.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
      place = new URL(location, place);
    }
    return Object.fromEntries(place.searchParams);
  }

  #configuration({ redirectUri, inIdToken = false }: ProviderOptions): Configuration {
    const records = new Map<string, AdapterPayload>();
    const client = { redirect_uris: [redirectUri], client_secret: CLIENT_SECRET };
    return {
      adapter: (kind) => new KeptRecords(records, kind),
      clients: [
        { client_id: CLIENT_ID, ...client },
        { client_id: 'another', ...client },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: !inIdToken,
      jwks: { keys: [{ ...this.#key, use: 'sig', alg: 'ES256', kid: 'test' }] },
      clientDefaults: { id_token_signed_response_alg: 'ES256' },
      cookies: { keys: ['test'] },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...this.person }) }),
      loadExistingGrant: async ({ oidc }) => {
        const { client, session, provider } = oidc;
        const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      },
    };
  }

  #forge(token: string): string {
    const [head = '', claims = ''] = token.split('.');
    const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), ...this.forged };
    const signed = `${head}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}`;
    const key = createPrivateKey({ key: this.forgedKey ?? this.#key, format: 'jwk' });
    const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  }
}

export function newKey(): JsonWebKey {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
}
