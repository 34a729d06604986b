import { type Person, PROVISIONING_MODES } from '../../domain/directory.ts';
import type { PersonFacts } from '../../domain/person-change.ts';
import { emailKey } from '../import-rules/person-rules.ts';
import { integer, oneOf } from '../row.ts';
import type { Database } from './database.ts';
import { PERSON_COLUMNS, personFrom } from './read/directory-reader.ts';

/** A person with everything the rules ask about. Two owners are as good as many: they ask for the last one only. */
export const PERSON_FACTS = `SELECT number, provisioning, ${PERSON_COLUMNS},
  (SELECT count(*) FROM
    (SELECT 1 FROM users WHERE account = number AND role = 'owner' AND state = 'ACTIVE' LIMIT 2)) AS active_owners
  FROM (SELECT number, provisioning FROM accounts WHERE id = ?1) JOIN users ON account = number WHERE id = ?2`;

export interface StoredPersonFacts extends PersonFacts {
  /** The account's number. */
  readonly number: number;
}

/** Undefined if the account has no such person. */
export function findPersonFacts(database: Database, accountId: string, userId: string): StoredPersonFacts | undefined {
  const row = database.one(PERSON_FACTS, accountId, userId);
  if (row === undefined) return undefined;
  return {
    number: integer(row, 'number'),
    person: personFrom(row),
    account: { provisioning: oneOf(row, 'provisioning', PROVISIONING_MODES) },
    activeOwners: integer(row, 'active_owners'),
  };
}

export const PERSON_BY_EMAIL = `SELECT ${PERSON_COLUMNS} FROM users
  WHERE account = (SELECT number FROM accounts WHERE id = ?1) AND email_key = ?2`;

/** Undefined if nobody of the account has the address. */
export function findPersonByEmail(database: Database, accountId: string, email: string): Person | undefined {
  const row = database.one(PERSON_BY_EMAIL, accountId, emailKey(email));
  return row === undefined ? undefined : personFrom(row);
}
