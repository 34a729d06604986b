import type { Person } from '../../../domain/directory.ts';
import { type ImportChange, ImportConflict, type ImportRecord, type MadeField } from '../../storage.ts';
import type { Database } from '../database.ts';
import { PERSON_COLUMNS, personFrom } from '../read/directory-reader.ts';
import { emailKey, PLAN, type StagedPeople } from './staged-people.ts';
import type { TouchedAccount } from './touched-accounts.ts';

type PersonRecord = Extract<ImportRecord, { kind: 'person' }>;

const BY_ID = `SELECT ${PERSON_COLUMNS} FROM users WHERE account = ?1 AND id = ?2`;
const BY_EMAIL = `SELECT ${PERSON_COLUMNS} FROM users WHERE account = ?1 AND email_key = ?2`;

/** Takes the people of a directory file: known by id, or by email where the file gives no id. */
export class PersonImporter {
  readonly #lookup: Database;
  readonly #staged: StagedPeople;

  constructor(lookup: Database, staged: StagedPeople) {
    this.#lookup = lookup;
    this.#staged = staged;
  }

  apply(account: TouchedAccount, { person, made }: PersonRecord): { change: ImportChange; id: string } {
    // A first import, where nobody needs to be looked up.
    if (account.wasEmpty) {
      if (!this.#staged.add(account.number, person, PLAN.CREATE)) throw this.#clash(account, person, made);
      return { change: 'created', id: person.id };
    }
    const { number } = account;
    const key = emailKey(person.email);
    const byId = made.includes('id') ? undefined : this.#find(BY_ID, number, person.id);
    const hasKept = byId !== undefined && emailKey(byId.email) === key;
    const sameEmail = hasKept ? byId : this.#find(BY_EMAIL, number, key);
    const stored = made.includes('id') ? sameEmail : byId;
    const next = stored === undefined ? person : merged(stored, person, made);
    if (sameEmail !== undefined && sameEmail.id !== next.id && !this.#gaveUpEmail(account, sameEmail)) {
      throw emailTaken(person.email, account.id);
    }
    const change = stored === undefined ? 'created' : isSame(stored, next) ? 'unchanged' : 'updated';
    if (!this.#staged.add(account.number, next, planOf(change, made))) throw this.#clash(account, next, made);
    return { change, id: next.id };
  }

  /** Whether somebody who has the address in the store gets another one earlier in the file. */
  #gaveUpEmail(account: TouchedAccount, holder: Person): boolean {
    const key = this.#staged.emailKeyOf(account.number, holder.id);
    return key !== undefined && key !== emailKey(holder.email);
  }

  /** Why a person has no place beside those of the file. */
  #clash(account: TouchedAccount, person: Person, made: readonly MadeField[]): ImportConflict {
    const field = made.includes('id') ? 'email' : 'id';
    const isTwice = field === 'email' || this.#staged.emailKeyOf(account.number, person.id) !== undefined;
    if (!isTwice) return emailTaken(person.email, account.id);
    return new ImportConflict(field, `Somebody with this ${field} stands in the file already. Remove one of the two.`);
  }

  #find(sql: typeof BY_ID | typeof BY_EMAIL, account: number, value: string): Person | undefined {
    const row = this.#lookup.one(sql, account, value);
    return row === undefined ? undefined : personFrom(row);
  }
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
  };
}

function planOf(change: ImportChange, made: readonly MadeField[]): (typeof PLAN)[keyof typeof PLAN] {
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
    left.externallyManaged === right.externallyManaged
  );
}

function emailTaken(email: string, accountId: string): ImportConflict {
  return new ImportConflict(
    'email',
    `${email} is the address of somebody else in the account ${accountId}. Addresses are compared without case; ` +
      'change one of the two.',
  );
}
