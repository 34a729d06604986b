import { type Static, Type } from 'typebox';
import { ADMIN_PERMISSIONS } from '../permissions.ts';
import { Count, closed, Label, Moment, ResourceId, Uuid } from './shapes.ts';

const Ceremony = Type.Object(
  {},
  { additionalProperties: true, description: 'As the browser takes it (WebAuthn Level 3, JSON).' },
);
const CeremonyResponse = Type.Object(
  {},
  { additionalProperties: true, description: 'As the browser gave it (WebAuthn Level 3, JSON).' },
);
const SIGN_IN_METHODS = ['passkey', 'invite', 'sso'] as const;

/** Who is signed in, and what they may do. */
export const Session = Type.Object(
  {
    session_id: Uuid,
    principal: Type.Object(
      {
        kind: Type.Enum(['person', 'operator']),
        id: Type.String({ description: 'User id, or id of the operator.' }),
        name: Type.String(),
        email: Type.Optional(Type.String()),
        role: Type.Optional(Type.Enum(['owner', 'administrator', 'member'])),
        security_group: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    account: Type.Optional(
      Type.Object(
        { id: ResourceId, name: Type.String() },
        { ...closed, description: 'Of a person. Operators have none.' },
      ),
    ),
    permissions: Type.Array(Type.Enum([...ADMIN_PERMISSIONS]), {
      description: 'In the account; of operators, in all accounts.',
    }),
    method: Type.Enum([...SIGN_IN_METHODS]),
    csrf_token: Type.String({ description: 'Send as X-CSRF-Token with every change.' }),
    authenticate_time: Moment,
    fresh_until: Type.String({ format: 'date-time', description: 'Until then, no new proof is asked for.' }),
    expire_time: Moment,
  },
  { ...closed, $id: 'Session' },
);
export type Session = Static<typeof Session>;

export const SignInOptions = Type.Object({ options: Ceremony }, { ...closed, $id: 'SignInOptions' });
export type SignInOptions = Static<typeof SignInOptions>;

export const FinishPasskeyRequest = Type.Object(
  { response: CeremonyResponse },
  { ...closed, $id: 'FinishPasskeyRequest' },
);
export type FinishPasskeyRequest = Static<typeof FinishPasskeyRequest>;

export const BeginInviteRequest = Type.Object(
  { token: Type.String({ maxLength: 200 }) },
  { ...closed, $id: 'BeginInviteRequest' },
);
export type BeginInviteRequest = Static<typeof BeginInviteRequest>;

export const InviteOptions = Type.Object(
  { options: Ceremony, name: Type.String(), account_name: Type.Optional(Type.String()) },
  { ...closed, $id: 'InviteOptions' },
);
export type InviteOptions = Static<typeof InviteOptions>;

export const FinishInviteRequest = Type.Object(
  { token: Type.String({ maxLength: 200 }), response: CeremonyResponse, label: Type.Optional(Label) },
  { ...closed, $id: 'FinishInviteRequest' },
);
export type FinishInviteRequest = Static<typeof FinishInviteRequest>;

export const FinishRegistrationRequest = Type.Object(
  { response: CeremonyResponse, label: Type.Optional(Label) },
  { ...closed, $id: 'FinishRegistrationRequest' },
);
export type FinishRegistrationRequest = Static<typeof FinishRegistrationRequest>;

export const BeginSsoRequest = Type.Object(
  {
    account: ResourceId,
    return_to: Type.Optional(
      Type.String({
        pattern: '^/[A-Za-z0-9/_-]*$',
        maxLength: 300,
        description: 'The place in the console to go on at, such as `/audit`.',
      }),
    ),
  },
  { ...closed, $id: 'BeginSsoRequest' },
);
export type BeginSsoRequest = Static<typeof BeginSsoRequest>;

export const BeginSsoResponse = Type.Object(
  { url: Type.String({ format: 'uri', description: 'Where to send the browser.' }) },
  { ...closed, $id: 'BeginSsoResponse' },
);
export type BeginSsoResponse = Static<typeof BeginSsoResponse>;

/** What the identity provider appends; not closed, because providers append more (RFC 9207 and others). */
export const FinishSsoQuery = Type.Object(
  {
    state: Type.Optional(Type.String({ maxLength: 2000 })),
    code: Type.Optional(Type.String({ maxLength: 4000 })),
    error: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: true, $id: 'FinishSsoQuery' },
);
export type FinishSsoQuery = Static<typeof FinishSsoQuery>;

export const Passkey = Type.Object(
  {
    id: Type.String({ description: 'Credential id, base64url.' }),
    label: Type.String(),
    backed_up: Type.Boolean({ description: 'Whether it is kept in several devices.' }),
    create_time: Moment,
    last_use_time: Type.Optional(Moment),
  },
  { ...closed, $id: 'Passkey' },
);
export type Passkey = Static<typeof Passkey>;

export const Passkeys = Type.Object({ passkeys: Type.Array(Passkey) }, { ...closed, $id: 'Passkeys' });
export type Passkeys = Static<typeof Passkeys>;

/** One of the browsers somebody is signed in with. */
export const SignedInBrowser = Type.Object(
  {
    id: Uuid,
    current: Type.Boolean({ description: 'The one that asks.' }),
    method: Type.Enum([...SIGN_IN_METHODS]),
    user_agent: Type.Optional(Type.String()),
    address: Type.Optional(Type.String()),
    start_time: Moment,
    authenticate_time: Moment,
    expire_time: Moment,
  },
  { ...closed, $id: 'SignedInBrowser' },
);
export type SignedInBrowser = Static<typeof SignedInBrowser>;

export const SignedInBrowsers = Type.Object(
  { sessions: Type.Array(SignedInBrowser) },
  { ...closed, $id: 'SignedInBrowsers' },
);
export type SignedInBrowsers = Static<typeof SignedInBrowsers>;

export const SignedOut = Type.Object({ sessions: Count }, { ...closed, $id: 'SignedOut' });
export type SignedOut = Static<typeof SignedOut>;
