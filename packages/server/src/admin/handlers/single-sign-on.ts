import type {
  BeginSsoRequest,
  BeginSsoResponse,
  SetSingleSignOnRequest,
  SingleSignOn as SingleSignOnOnWire,
} from '@rollcall/contract/admin';
import type { SingleSignOn } from '../../domain/principal.ts';
import { type AdminCall, type AdminHandlers, AdminReply } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';
import { NO_CEREMONY_COOKIE } from '../sign-in/ceremony.ts';
import { guardSignIn } from '../sign-in/guard-sign-in.ts';
import { beginSso } from '../sign-in/sso/begin-sso.ts';
import { sealClientSecret } from '../sign-in/sso/client-secret.ts';
import { finishSso } from '../sign-in/sso/finish-sso.ts';
import { findProvider, redirectUriOf } from '../sign-in/sso/identity-provider.ts';
import { cookiesOf } from '../sign-in/start-session.ts';
import { accountOf } from './application/found-application.ts';

/** Signing in through the identity provider of an account, and how that is set up. */
export const singleSignOnHandlers = {
  BeginSso: (call) => {
    return guardSignIn(call, async () => {
      const { account, return_to: returnTo = '/' } = call.body as BeginSsoRequest; // held against this schema before
      const { url, cookie } = await beginSso(call, account, returnTo);
      const body: BeginSsoResponse = { url };
      return new AdminReply({ body, cookies: [cookie] });
    });
  },
  FinishSso: async (call) => {
    try {
      const answer = call.query as Readonly<Record<string, string>>; // a query is nothing else
      const { session, returnTo } = await guardSignIn(call, () => finishSso(call, answer));
      return leadOn(call, returnTo, cookiesOf(call, session));
    } catch (error) {
      if (!(error instanceof AdminRefusal)) throw error;
      // A browser comes here, and shows a person what it gets: the console tells them better.
      return leadOn(call, `/sign-in?refused=${error.reason}`, [NO_CEREMONY_COOKIE]);
    }
  },
  GetSingleSignOn: async (call) => {
    const sso = await call.services.storage.findSingleSignOn(accountOf(call));
    if (sso === undefined) throw new AdminRefusal('not_found', { sentence: 'Single sign-on is not set up.' });
    return singleSignOnOnWire(call, sso);
  },
  SetSingleSignOn: async (call) => {
    const { services, context } = call;
    const { issuer, client_id: clientId, client_secret: secret } = call.body as SetSingleSignOnRequest; // held against it
    const accountId = accountOf(call);
    const sealedClientSecret = secret === undefined ? undefined : await sealClientSecret(services, accountId, secret);
    const sso: SingleSignOn = { issuer, clientId, sealedClientSecret };
    await refuseUnusable(call, sso);
    if (!(await services.storage.setSingleSignOn(accountId, sso, context))) throw new AdminRefusal('not_found');
    return singleSignOnOnWire(call, sso);
  },
  DeleteSingleSignOn: async (call) => {
    const { services, context } = call;
    const accountId = accountOf(call);
    const isSetUp = (await services.storage.findSingleSignOn(accountId)) !== undefined;
    if (isSetUp) await services.storage.setSingleSignOn(accountId, undefined, context);
    return undefined;
  },
} satisfies AdminHandlers;

function leadOn({ services }: AdminCall, place: string, cookies: readonly string[]): AdminReply {
  return new AdminReply({ headers: { location: `${services.baseUrl()}/console/#${place}` }, cookies });
}

/** @throws AdminRefusal failed_precondition: nobody could sign in through it */
async function refuseUnusable(call: AdminCall, sso: SingleSignOn): Promise<void> {
  try {
    await findProvider(call.services, accountOf(call), sso);
  } catch (cause) {
    throw new AdminRefusal('failed_precondition', {
      sentence: `No identity provider answers at ${sso.issuer}/.well-known/openid-configuration. Check the issuer.`,
      cause,
    });
  }
}

function singleSignOnOnWire({ services }: AdminCall, sso: SingleSignOn): SingleSignOnOnWire {
  return {
    issuer: sso.issuer,
    client_id: sso.clientId,
    has_client_secret: sso.sealedClientSecret !== undefined,
    redirect_uri: redirectUriOf(services.baseUrl()),
  };
}
