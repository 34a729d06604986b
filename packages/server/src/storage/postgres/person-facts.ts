import { type Person, PROVISIONING_MODES } from '../../domain/directory.ts';
import type { PersonFacts } from '../../domain/person-change.ts';
import { emailKey } from '../import-rules/person-rules.ts';
import { integer, oneOf, type Row } from '../row.ts';
import type { Database } from './database.ts';
import { PERSON_COLUMNS, personFrom } from './read/directory-reader.ts';
import { prepared } from './statement.ts';
import { toJsonText } from './user-json.ts';

/**
 * A person with everything the rules ask about. Two owners are as good as many: they ask for the last one only.
 * $1 account, $2 person.
 */
export const PERSON_FACTS = prepared(
  'person_facts',
  `SELECT number, provisioning, ${PERSON_COLUMNS},
      (SELECT count(*) FROM (SELECT 1 FROM rollcall.users o
        WHERE o.account = number AND o.role = 'owner' AND o.state = 'ACTIVE' LIMIT 2) AS owners) AS active_owners
    FROM (SELECT number, provisioning FROM rollcall.accounts WHERE id = $1) a
    JOIN rollcall.users u ON u.account = number WHERE u.id = $2`,
);

/** @param row of PERSON_FACTS */
export function personFactsFrom(row: Row): PersonFacts {
  return {
    person: personFrom(row),
    account: { provisioning: oneOf(row, 'provisioning', PROVISIONING_MODES) },
    activeOwners: integer(row, 'active_owners'),
  };
}

/** $1 account, $2 the address's key as JSON text. */
export const PERSON_BY_EMAIL = prepared(
  'person_by_email',
  `SELECT ${PERSON_COLUMNS} FROM rollcall.users
    WHERE account = (SELECT number FROM rollcall.accounts WHERE id = $1) AND email_key = $2`,
);

/** Undefined if nobody of the account has the address. */
export async function findPersonByEmail(
  database: Database,
  accountId: string,
  email: string,
): Promise<Person | undefined> {
  const row = await database.read(PERSON_BY_EMAIL, accountId, toJsonText(emailKey(email)));
  return row === undefined ? undefined : personFrom(row);
}
