import type { AdminOperationId, AdminPermission } from '@rollcall/contract/admin';
import { hashCredential, newAdminKey, newClientSecret } from '../../src/domain/credentials.ts';
import type { Person } from '../../src/domain/directory.ts';
import type { PrincipalId } from '../../src/domain/principal.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { newResourceId } from '../../src/domain/resource-id.ts';
import { firstSecret } from '../../src/storage/first-secret.ts';
import type { Administration, AdminRequest, Browser, Who } from './administration.ts';

/** Where an operation is asked for: an account, and who asks. */
export interface Place {
  readonly admin: Administration;
  readonly accountId: string;
  readonly who: Who;
}

/** What is sent for an operation so that it succeeds for whoever may: everything it is about is made for it. */
export interface Occasion extends AdminRequest {
  readonly params?: Readonly<Record<string, string>>;
}

export interface OperationCase {
  readonly occasion: (place: Place) => Occasion | Promise<Occasion>;
  /** Besides the declared one, for what this occasion asks. */
  readonly alsoNeeds?: AdminPermission;
  /** What whoever may is told, where more than a request is needed to succeed. */
  readonly reason?: string;
}

const inAccount = ({ accountId }: Place): Occasion => ({ params: { account: accountId } });
const nothing = (): Occasion => ({});

async function aPerson({ admin, accountId }: Place, facts: Partial<Person> = {}): Promise<Occasion> {
  const id = newResourceId(systemRandom);
  const person = { ...somePerson(id), role: 'member', ...facts } as const;
  await admin.storage.createUser(accountId, person, admin.service.context());
  return { params: { account: accountId, user: id } };
}

function somePerson(id: string) {
  const email = `${id.toLowerCase()}@example.com`;
  const createTime = '2026-01-01T00:00:00Z';
  const flags = { securityGroup: false, externallyManaged: false };
  return { id, email, displayName: 'Some Person', state: 'ACTIVE', createTime, ...flags } as const;
}

async function anApplication({ admin, accountId }: Place): Promise<Occasion> {
  const clientId = systemRandom.uuid();
  const application = {
    clientId,
    accountId,
    name: 'Test',
    description: '',
    redirectUrl: 'https://example.com/callback',
    scopes: ['list_users'] as const,
    requestsPerMinute: undefined,
    requestsPerHour: undefined,
    secret: firstSecret(systemRandom, newClientSecret(systemRandom)),
  };
  await admin.storage.createApplication(application, admin.service.context());
  return { params: { account: accountId, client: clientId } };
}

async function aSecret(place: Place): Promise<Occasion> {
  const { params } = await anApplication(place);
  const [secret] = await place.admin.storage.listSecrets(params?.client ?? '');
  return { params: { ...params, secret: secret?.id ?? '' } };
}

async function aKey({ admin, accountId }: Place): Promise<Occasion> {
  const key = systemRandom.uuid();
  const hash = hashCredential(newAdminKey(systemRandom));
  const facts = { id: key, label: 'Some key', accountId, permissions: ['people.read'], expireTime: undefined, hash };
  await admin.storage.createAdminKey(facts, admin.service.context());
  return { params: { account: accountId, key } };
}

/** Of who asks, where they are somebody. */
async function aSession({ admin, who }: Place): Promise<Occasion> {
  const made = isBrowser(who) ? await admin.signIn(who.principal).catch(() => undefined) : undefined;
  return { params: { session: made?.sessionId ?? systemRandom.uuid() } };
}

async function aPasskey({ admin, who }: Place): Promise<Occasion> {
  const id = systemRandom.uuid();
  // The last one stays.
  if (isBrowser(who)) for (const each of [systemRandom.uuid(), id]) await addPasskey(admin, who.principal, each);
  return { params: { passkey: id } };
}

async function addPasskey(admin: Administration, principal: PrincipalId, id: string): Promise<void> {
  const passkey = { id, publicKey: new Uint8Array(8), counter: 0, transports: [], label: 'Test', backedUp: false };
  await admin.storage.addPasskey(principal, passkey, admin.service.context());
}

function isBrowser(who: Who): who is Browser {
  return 'principal' in who;
}

const also = (make: OperationCase['occasion'], more: Occasion): OperationCase['occasion'] => {
  return async (place) => ({ ...(await make(place)), ...more });
};

/** Every operation: the type leaves none out. */
export const OPERATION_CASES: Readonly<Record<AdminOperationId, OperationCase>> = {
  GetSession: { occasion: nothing },
  SignOut: { occasion: nothing },
  SignOutEverywhere: { occasion: nothing },
  ListSessions: { occasion: nothing },
  EndSession: { occasion: aSession },
  BeginPasskey: { occasion: nothing },
  FinishPasskey: { occasion: () => ({ body: { response: {} } }), reason: 'sign_in_refused' },
  BeginInvite: { occasion: () => ({ body: { token: 'x' } }), reason: 'sign_in_refused' },
  FinishInvite: { occasion: () => ({ body: { token: 'x', response: {} } }), reason: 'sign_in_refused' },
  BeginSso: { occasion: ({ accountId }) => ({ body: { account: accountId } }), reason: 'sign_in_refused' },
  FinishSso: { occasion: nothing },
  ListPasskeys: { occasion: nothing },
  BeginRegistration: { occasion: nothing },
  FinishRegistration: { occasion: () => ({ body: { response: {} } }), reason: 'sign_in_refused' },
  RemovePasskey: { occasion: aPasskey },

  ListAccounts: { occasion: nothing },
  CreateAccount: { occasion: () => ({ body: { name: 'New' } }) },
  GetAccount: { occasion: inAccount },
  UpdateAccount: { occasion: also(inAccount, { body: { name: 'Renamed' } }), alsoNeeds: 'account.write' },
  GetSingleSignOn: { occasion: inAccount, reason: 'not_found' },
  SetSingleSignOn: {
    occasion: also(inAccount, { body: { issuer: 'https://127.0.0.1:1', client_id: 'x' } }),
    reason: 'failed_precondition',
  },
  DeleteSingleSignOn: { occasion: inAccount },

  FindApplications: { occasion: nothing },
  ListApplications: { occasion: inAccount },
  CreateApplication: {
    occasion: also(inAccount, {
      body: { name: 'New', redirect_url: 'https://example.com/callback', scopes: ['get_user'] },
    }),
  },
  GetApplication: { occasion: anApplication },
  UpdateApplication: { occasion: also(anApplication, { body: { name: 'Renamed' } }) },
  DeleteApplication: { occasion: anApplication },
  AddSecret: { occasion: also(anApplication, { body: { label: 'Second' } }) },
  RevokeSecret: { occasion: aSecret },
  RotateSecret: { occasion: anApplication },
  RevokeTokens: { occasion: anApplication },
  GetApplicationUsage: { occasion: anApplication },

  ListPeople: { occasion: inAccount },
  CreatePerson: {
    occasion: (place) => ({
      ...inAccount(place),
      body: { email: `${systemRandom.uuid()}@example.com`, display_name: 'New Person' },
    }),
  },
  GetPerson: { occasion: aPerson },
  UpdatePerson: { occasion: also(aPerson, { body: { display_name: 'Renamed' } }) },
  DeletePerson: { occasion: aPerson },
  SuspendPerson: { occasion: aPerson },
  ReactivatePerson: { occasion: aPerson },
  InvitePerson: { occasion: (place) => aPerson(place, { securityGroup: true }) },
  SignOutPerson: { occasion: aPerson },

  ListAudit: { occasion: inAccount },
  ExportAudit: { occasion: inAccount },
  FollowEvents: { occasion: inAccount },
  ListDeploymentAudit: { occasion: nothing },
  ExportDeploymentAudit: { occasion: nothing },
  FollowDeploymentEvents: { occasion: nothing },

  ListKeys: { occasion: inAccount },
  CreateKey: { occasion: also(inAccount, { body: { label: 'New', permissions: ['people.read'] } }) },
  DeleteKey: { occasion: aKey },

  GetDeployment: { occasion: nothing },
};
