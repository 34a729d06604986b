import { readFile } from 'node:fs/promises';
import { openWay } from '../../connection/connect.ts';
import { Failure } from '../../failure.ts';
import { ADMIN_KEY } from '../../options/administration-options.ts';
import type { Administration } from '../administration.ts';
import type { ServerPlace } from '../administration-place.ts';
import { apiAccounts } from './accounts.ts';
import { adminApi } from './admin-api.ts';
import { apiApplications } from './applications.ts';
import { apiAudit } from './audit.ts';
import { apiPeople } from './people.ts';

/**
 * Administers a running server through its management API.
 *
 * @throws UsageError for plain http over a network
 * @throws Failure if the key or the CA file cannot be used
 */
export async function connectAdministration({ url, key, caFile }: ServerPlace): Promise<Administration> {
  const adminKey = 'text' in key ? key.text : await readKey(key.file);
  await openWay({ baseUrl: url, caFile }, '--server');
  const ask = adminApi(url, adminKey);
  return {
    accounts: apiAccounts(ask),
    applications: apiApplications(ask),
    people: apiPeople(ask),
    audit: apiAudit(ask),
  };
}

async function readKey(file: string): Promise<string> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new Failure(`The file ${file} cannot be read (${String(code)}). Check --admin-key-file.`);
  });
  const first = content.split('\n', 1)[0]?.trim() ?? '';
  const key = ADMIN_KEY.parse(first, { label: '--admin-key-file', folder: '' });
  if (key === undefined) throw new Failure(`The first line of ${file} must be ${ADMIN_KEY.allowed}.`);
  return key;
}
