import type { Person } from '../../domain/directory.ts';
import { type ImportChange, ImportConflict, type ImportRecord, type MadeField } from '../import-session.ts';
import type { TouchedAccount } from './touched-accounts.ts';

export type PersonRecord = Extract<ImportRecord, { kind: 'person' }>;

/** What the merge does with a person. `UPDATE_ALL_BUT_STATE`: the file does not say the state, so nobody's is undone. */
export const PLAN = { LEAVE: 0, CREATE: 1, UPDATE: 2, UPDATE_ALL_BUT_STATE: 3 } as const;
export type Plan = (typeof PLAN)[keyof typeof PLAN];

/** Where the people of an import are looked up, and put aside. Accounts go by their numbers. */
export interface PeopleLookup {
  storedById(account: number, id: string): Person | undefined;
  storedByEmailKey(account: number, key: string): Person | undefined;
  /** Puts a person aside; false where the id or the address is taken by somebody of this import. */
  stage(account: number, person: Person, plan: Plan): boolean;
  /** The folded address that a person of this import has; undefined if the id is not in it yet. */
  stagedEmailKey(account: number, id: string): string | undefined;
}

/** Takes the people of a directory file: known by id, or by email where the file gives no id. */
export class PersonRules {
  readonly #lookup: PeopleLookup;

  constructor(lookup: PeopleLookup) {
    this.#lookup = lookup;
  }

  apply(account: TouchedAccount, { person, made }: PersonRecord): { change: ImportChange; id: string } {
    const lookup = this.#lookup;
    // A first import, where nobody needs to be looked up.
    if (account.wasEmpty) {
      if (!lookup.stage(account.number, person, PLAN.CREATE)) throw this.#clash(account, person, made);
      return { change: 'created', id: person.id };
    }
    const { number } = account;
    const key = emailKey(person.email);
    const byId = made.includes('id') ? undefined : lookup.storedById(number, person.id);
    const hasKept = byId !== undefined && emailKey(byId.email) === key;
    const sameEmail = hasKept ? byId : lookup.storedByEmailKey(number, key);
    const stored = made.includes('id') ? sameEmail : byId;
    const next = stored === undefined ? person : merged(stored, person, made);
    if (sameEmail !== undefined && sameEmail.id !== next.id && !this.#gaveUpEmail(account, sameEmail)) {
      throw emailTaken(person.email, account.id);
    }
    const change = stored === undefined ? 'created' : isSame(stored, next) ? 'unchanged' : 'updated';
    if (!lookup.stage(account.number, next, planOf(change, made))) throw this.#clash(account, next, made);
    return { change, id: next.id };
  }

  /** Whether somebody who has the address in the store gets another one earlier in the file. */
  #gaveUpEmail(account: TouchedAccount, holder: Person): boolean {
    const key = this.#lookup.stagedEmailKey(account.number, holder.id);
    return key !== undefined && key !== emailKey(holder.email);
  }

  /** Why a person has no place beside those of the file. */
  #clash(account: TouchedAccount, person: Person, made: readonly MadeField[]): ImportConflict {
    const field = made.includes('id') ? 'email' : 'id';
    const isTwice = field === 'email' || this.#lookup.stagedEmailKey(account.number, person.id) !== undefined;
    if (!isTwice) return emailTaken(person.email, account.id);
    return new ImportConflict(field, `Somebody with this ${field} stands in the file already. Remove one of the two.`);
  }
}

/** Addresses are the same without regard to case. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}

/** What the file leaves out keeps its value. */
function merged(stored: Person, person: Person, made: readonly MadeField[]): Person {
  return {
    id: stored.id,
    email: person.email,
    displayName: person.displayName,
    createTime: made.includes('createTime') ? stored.createTime : person.createTime,
    state: made.includes('state') ? stored.state : person.state,
    role: made.includes('role') ? stored.role : person.role,
    externallyManaged: made.includes('externallyManaged') ? stored.externallyManaged : person.externallyManaged,
    securityGroup: made.includes('securityGroup') ? stored.securityGroup : person.securityGroup,
  };
}

function planOf(change: ImportChange, made: readonly MadeField[]): Plan {
  if (change === 'unchanged') return PLAN.LEAVE;
  if (change === 'created') return PLAN.CREATE;
  return made.includes('state') ? PLAN.UPDATE_ALL_BUT_STATE : PLAN.UPDATE;
}

function isSame(left: Person, right: Person): boolean {
  return (
    left.email === right.email &&
    left.displayName === right.displayName &&
    left.createTime === right.createTime &&
    left.state === right.state &&
    left.role === right.role &&
    left.externallyManaged === right.externallyManaged &&
    left.securityGroup === right.securityGroup
  );
}

function emailTaken(email: string, accountId: string): ImportConflict {
  return new ImportConflict(
    'email',
    `${email} is the address of somebody else in the account ${accountId}. Addresses are compared without case; ` +
      'change one of the two.',
  );
}
