import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Person } from '../../../domain/directory.ts';
import { emailKey, type Plan } from '../../import-rules/person-rules.ts';
import { text } from '../../row.ts';
import { nameKey } from '../../search-key.ts';
import { ask } from '../connection.ts';
import { plain } from '../statement.ts';
import { toJsonText } from '../user-json.ts';

/**
 * A table of the import's own connection: nobody else sees it, and it is gone with it. Its indexes leave the account out:
 * with it in front, the planner may take the wrong one and read the whole account.
 */
export const CREATE_STAGING = `CREATE TEMP TABLE staged_people (
    account integer NOT NULL, id text COLLATE "C" NOT NULL, email text NOT NULL, email_key text COLLATE "C" NOT NULL,
    display_name text NOT NULL, name_key bytea NOT NULL, state text NOT NULL,
    create_time text COLLATE "C" NOT NULL, role text NOT NULL, externally_managed boolean NOT NULL, security_group boolean NOT NULL,
    plan smallint NOT NULL);
  CREATE INDEX ON staged_people (id);
  CREATE INDEX ON staged_people (email_key)`;
const COPY = `COPY pg_temp.staged_people
  (account, id, email, email_key, display_name, name_key, state, create_time, role, externally_managed,
    security_group, plan) FROM STDIN`;
const FIND = plain(`SELECT account, id, email_key FROM pg_temp.staged_people WHERE account = $1 AND id = ANY($2)
  UNION ALL SELECT account, id, email_key FROM pg_temp.staged_people
    WHERE account = $1 AND email_key = ANY($3)`);

/** A person of this import, as far as uniqueness asks. */
interface Staged {
  readonly id: string;
  readonly key: string;
}

export interface StagedRow {
  readonly account: number;
  readonly person: Person;
  readonly plan: Plan;
}

/** How an address is compared, as it is stored. */
export function storedEmailKey(email: string): string {
  return toJsonText(emailKey(email));
}

/** Who of these has been put aside in an earlier batch. @param keys as they are stored */
export async function findStaged(
  client: pg.Client,
  account: number,
  ids: readonly string[],
  keys: readonly string[],
): Promise<readonly Staged[]> {
  const rows = await ask(client, FIND, [account, ids, keys]);
  return rows.map((row) => ({ id: text(row, 'id'), key: text(row, 'email_key') }));
}

/** Puts people aside. */
export async function copyPeople(client: pg.Client, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await pipeline(Readable.from([Buffer.from(rows.map(copyLine).join(''))]), client.query(copyFrom(COPY)));
}

/** JSON texts have no tab and no line end, so that the backslash is all there is to escape. */
function copyLine({ account, person, plan }: StagedRow): string {
  const { id, email, displayName, state, createTime, role } = person;
  const texts = [id, toJsonText(email), storedEmailKey(email), toJsonText(displayName)];
  const escaped = texts.map((value) => (value.includes('\\') ? value.replaceAll('\\', '\\\\') : value)).join('\t');
  const key = `\\\\x${Buffer.from(nameKey(displayName)).toString('hex')}`;
  const flags = [person.externallyManaged, person.securityGroup].map((flag) => (flag ? 't' : 'f')).join('\t');
  return `${account}\t${escaped}\t${key}\t${state}\t${createTime}\t${role}\t${flags}\t${plan}\n`;
}
