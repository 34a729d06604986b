import type { ApiVersion } from '@rollcall/contract';
import type { Storage } from '@rollcall/server';
import { type StorePlace, withoutPassword } from '../administration/store-place.ts';
import { printLine, tableStyle } from '../output/print.ts';
import { adminCommand, shellWord } from '../output/shell.ts';
import { renderFields } from '../output/table.ts';
import { curlSession } from './curl-session.ts';
import type { StartedService } from './start-service.ts';

/** What a caller needs to act as an application. */
export interface Credentials {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Announcement {
  readonly service: StartedService;
  readonly storage: Storage;
  /** Undefined where the data is in memory. */
  readonly place: StorePlace | undefined;
  readonly apiVersions: readonly ApiVersion[];
  /** What was made at this start and can be told now only. */
  readonly credentials: Credentials | undefined;
  /** More to be told, a paragraph each. */
  readonly notes?: readonly string[];
}

/** Tells a person where the server is, how to sign in, and what to try. */
export async function announce(announcement: Announcement): Promise<void> {
  const { service, storage, place, apiVersions, credentials, notes = [] } = announcement;
  const accounts = await storage.listAccounts();
  const account = accounts.find((each) => each.id === credentials?.accountId) ?? accounts[0];
  const applications = account === undefined ? [] : await storage.listApplications(account.id);
  const clientId = credentials?.clientId ?? applications[0]?.clientId;
  const secret = credentials?.clientSecret;
  const fields: (readonly [string, string])[] = [['Base URL', service.app.baseUrl]];
  if (service.consoleUrl !== undefined) fields.push(['Console', service.consoleUrl]);
  if (account !== undefined) fields.push(['Account id', `${account.id} (${account.name})`]);
  if (clientId !== undefined) fields.push(['Client id', clientId], ['Client secret', secretText(secret, place)]);
  if (service.caFile !== undefined) fields.push(['CA file', service.caFile]);
  fields.push(placeField(place));
  if (service.app.telemetryUrl !== undefined) fields.push(['Health, metrics', service.app.telemetryUrl]);
  printLine(`\nRollcall is serving the Users API. Ctrl-C stops it.\n\n${renderFields(fields, tableStyle())}\n`);
  for (const note of notes) printLine(`${note}\n`);
  if (accounts.length > 1) printLine(`There are ${accounts.length} accounts: ${adminCommand('account list', place)}\n`);
  if (account === undefined) return printLine(noAccountHint(place));
  if (clientId === undefined) return printLine(noApplicationHint(account.id, place));
  if (secret === undefined) {
    printLine(`To make a new secret:\n  ${adminCommand(`application rotate-secret ${clientId}`, place)}\n`);
  }
  const { baseUrl } = service.app;
  const trust = service.caFile === undefined ? '' : ` --ca-file ${shellWord(service.caFile)}`;
  const target = `--base-url ${shellWord(baseUrl)}${trust} --account ${account.id} --client-id ${clientId}`;
  printLine(`To act on it with this command (asks for the secret):\n  ${adminCommand(`login ${target}`, undefined)}\n`);
  const personId = account.provisioning === 'manual' ? await ordinaryPerson(storage, account.id) : undefined;
  const facts = { baseUrl, caFile: service.caFile, apiVersions, clientId, secret, personId };
  printLine(`To try it, paste this into bash:\n\n${curlSession({ ...facts, accountId: account.id })}\n`);
}

function placeField(place: StorePlace | undefined): readonly [string, string] {
  if (place === undefined) return ['Data folder', 'none: the data is in memory and gone when this ends'];
  return place.kind === 'folder' ? ['Data folder', place.folder] : ['Database', withoutPassword(place.url)];
}

function secretText(secret: string | undefined, place: StorePlace | undefined): string {
  if (secret === undefined) return 'stored as a hash only and not shown again';
  return place === undefined ? secret : `${secret} (shown this once)`;
}

/** Someone active whom nothing protects: not an owner, not managed elsewhere. */
async function ordinaryPerson(storage: Storage, accountId: string): Promise<string | undefined> {
  for await (const person of storage.exportUsers(accountId)) {
    if (person.role === 'member' && person.state === 'ACTIVE' && !person.externallyManaged) return person.id;
  }
  return undefined;
}

function noAccountHint(place: StorePlace | undefined): string {
  return (
    `There are no accounts yet. Take some in, while this runs:\n  ${adminCommand('import directory.json', place)}\n` +
    `or make an empty one:\n  ${adminCommand('account create --name Acme', place)}\n` +
    'or stop this and start it with --demo for an account to play with.\n'
  );
}

function noApplicationHint(accountId: string, place: StorePlace | undefined): string {
  const create = `application create --account ${accountId} --name NAME --redirect-url https://example.com/callback`;
  return `The account has no application yet. Make one:\n  ${adminCommand(`${create} --scope list_users,get_user`, place)}\n`;
}
