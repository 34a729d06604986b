import type pg from 'pg';
import { toTimestamp } from '../../../domain/clock.ts';
import type { StagedApplication } from '../../import-rules/application-rules.ts';
import { ask } from '../connection.ts';
import { plain } from '../statement.ts';
import { DELETE_SECRETS, INSERT_SECRET, secretValues } from '../write/secret-rows.ts';

const CREATE = plain(`INSERT INTO rollcall.applications
    (client_id, account, name, description, redirect_url, scopes, create_time)
  SELECT $1, number, $3, $4, $5, $6, $7 FROM rollcall.accounts WHERE id = $2`);
const UPDATE = plain(`UPDATE rollcall.applications SET name = $2, description = $3, redirect_url = $4,
    scopes = $5 WHERE client_id = $1`);

/** Writes what the file says of an application. @param at ms: when a new one, or a new secret, was made */
export async function mergeApplication(client: pg.Client, staged: StagedApplication, at: number): Promise<void> {
  const { application, change } = staged;
  const { clientId, accountId, name, description, redirectUrl } = application;
  const scopes = application.scopes.join(' ');
  if (change === 'created') {
    await ask(client, CREATE, [clientId, accountId, name, description, redirectUrl, scopes, toTimestamp(at)]);
  } else if (change === 'updated') {
    await ask(client, UPDATE, [clientId, name, description, redirectUrl, scopes]);
  }
  if (!staged.takesSecret) return;
  await ask(client, DELETE_SECRETS, [clientId]);
  await ask(client, INSERT_SECRET, secretValues(clientId, application.secret, at));
}
