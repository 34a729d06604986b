import type { Person } from '../domain/directory.ts';
import {
  type AdminKey,
  type Operator,
  type Passkey,
  type Principal,
  type PrincipalId,
  type Session,
  SIGN_IN_METHODS,
  type SingleSignOn,
} from '../domain/principal.ts';
import { accountFrom } from './directory-rows.ts';
import { bytes, integer, oneOf, optionalText, type Row, text } from './row.ts';

/** The account's number where the holder is an operator. No account has it. */
export const DEPLOYMENT = 0;

/** What `principalFrom` reads, of an account `a`, a person `u` and an operator `o`. Both engines name columns alike. */
export const PRINCIPAL_COLUMNS = `a.id AS account_id, a.name AS account_name, a.provisioning, a.requests_per_minute,
  a.requests_per_hour, a.create_time AS account_create_time, u.id, u.email, u.display_name, u.state, u.create_time,
  u.role, u.externally_managed, u.security_group, o.id AS operator_id, o.name AS operator_name,
  o.create_time AS operator_create_time`;

/**
 * The holder of a row that is joined with everybody it may be of. Undefined where they are gone.
 * @param personFrom how the engine reads a person
 */
export function principalFrom(row: Row, personFrom: (row: Row) => Person): Principal | undefined {
  if (optionalText(row, 'operator_id') !== undefined) {
    const operator = { id: row.operator_id, name: row.operator_name, create_time: row.operator_create_time };
    return { kind: 'operator', operator: operatorFrom(operator) };
  }
  if (optionalText(row, 'id') === undefined) return undefined;
  const account = { ...row, id: row.account_id, name: row.account_name, create_time: row.account_create_time };
  return { kind: 'person', account: accountFrom(account), person: personFrom(row) };
}

/** A principal, and where what they hold is filed. */
export interface Holder {
  readonly principal: Principal;
  /** The account's number, or `DEPLOYMENT`. */
  readonly account: number;
  readonly holder: string;
}

/** @param row of a principal, with the account's number. Undefined where they are gone. */
export function holderFrom(row: Row, holder: string, personFrom: (row: Row) => Person): Holder | undefined {
  const principal = principalFrom(row, personFrom);
  return principal === undefined ? undefined : { principal, account: integer(row, 'account'), holder };
}

/** @param row with the account's number, its id or null, and the holder */
export function principalIdFrom(row: Row): PrincipalId {
  const holder = text(row, 'holder');
  if (integer(row, 'account') === DEPLOYMENT) return { kind: 'operator', operatorId: holder };
  return { kind: 'person', accountId: text(row, 'account_id'), userId: holder };
}

export function operatorFrom(row: Row): Operator {
  return { id: text(row, 'id'), name: text(row, 'name'), createTime: text(row, 'create_time') };
}

export function passkeyFrom(row: Row): Passkey {
  return {
    id: text(row, 'id'),
    publicKey: new Uint8Array(bytes(row, 'public_key')),
    counter: integer(row, 'counter'),
    transports: words(text(row, 'transports')),
    label: text(row, 'label'),
    backedUp: row.backed_up === true || row.backed_up === 1,
    createTime: text(row, 'create_time'),
    lastUseTime: optionalText(row, 'last_use_time'),
  };
}

/** @param row whose `session_id` is the session's: `id` may be somebody else's */
export function sessionFrom(row: Row): Session {
  return {
    id: text(row, 'session_id'),
    method: oneOf(row, 'method', SIGN_IN_METHODS),
    authenticatedAt: integer(row, 'authenticated_at'),
    startedAt: integer(row, 'started_at'),
    expiresAt: integer(row, 'expires_at'),
    userAgent: optionalText(row, 'user_agent'),
    address: optionalText(row, 'address'),
  };
}

export function adminKeyFrom(row: Row): AdminKey {
  return {
    id: text(row, 'id'),
    label: text(row, 'label'),
    accountId: optionalText(row, 'account_id'),
    permissions: words(text(row, 'permissions')),
    createTime: text(row, 'create_time'),
    expireTime: optionalText(row, 'expire_time'),
    lastUseTime: optionalText(row, 'last_use_time'),
  };
}

export function singleSignOnFrom(row: Row): SingleSignOn {
  return {
    issuer: text(row, 'issuer'),
    clientId: text(row, 'client_id'),
    sealedClientSecret: optionalText(row, 'sealed_client_secret'),
  };
}

/** As it is stored: words between spaces. */
function words(list: string): readonly string[] {
  return list === '' ? [] : list.split(' ');
}
