import { readFile } from 'node:fs/promises';
import type { Region } from '@rollcall/client';
import { API_VERSIONS } from '@rollcall/contract';
import { replaceFile } from '@rollcall/server/tls/private-file';
import { Failure } from '../failure.ts';
import { CLIENT_ID } from '../options/application-options.ts';
import { ANY_ACCOUNT_ID, REGION } from '../options/connection-options.ts';
import type { Kind } from '../options/kind.ts';
import { choice, PUBLIC_URL, path } from '../options/kinds.ts';
import { PROFILE_NAME, type Profile, SECRET_STORES } from './profile.ts';
import type { ProfileFolder } from './profile-folder.ts';

/** All profiles of a user. */
export interface Profiles {
  /** The one that counts where none is named; undefined for none. */
  readonly current: Profile | undefined;
  /** In the order of their names. */
  readonly all: readonly Profile[];
}

const FORMAT_VERSION = 1;
const CA_FILE = path('FILE', 'the path of a PEM file');
const API_VERSION = choice('V', API_VERSIONS);
const SECRET_STORE = choice('STORE', SECRET_STORES);

/**
 * Reads the profiles; none where there is no file yet.
 *
 * @throws Failure if the file cannot be read or is none of ours; it is left as it is then
 */
export async function readProfiles(folder: ProfileFolder): Promise<Profiles> {
  const content = await readJsonFile(folder.profiles);
  if (content === undefined) return { current: undefined, all: [] };
  const { REGION_BASE_URLS } = await import('@rollcall/client');
  const entries = recordOf(content.profiles) ?? unusable(folder.profiles, '"profiles" is no list of profiles');
  const all = Object.entries(entries)
    .map(([name, entry]) => readProfile(folder.profiles, name, entry, REGION_BASE_URLS))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return { current: all.find(({ name }) => name === content.current), all };
}

/** Writes the profiles: whole or not at all. */
export async function writeProfiles(folder: ProfileFolder, { current, all }: Profiles): Promise<void> {
  const profiles = Object.fromEntries(all.map((each) => [each.name, profileEntry(each)]));
  const content = { version: FORMAT_VERSION, current: current?.name, profiles };
  await replaceFile(folder.profiles, `${JSON.stringify(content, undefined, 2)}\n`, 0o600);
}

/**
 * Reads a JSON file of ours: an object with our version. Undefined if there is no such file.
 *
 * @throws Failure if it cannot be used
 */
export async function readJsonFile(file: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    if (code === 'ENOENT') return undefined;
    throw new Failure(`${file} cannot be read (${String(code)}). Put its permissions right, or move it away.`);
  }
  const content = recordOf(parseJson(text)) ?? unusable(file, 'it is not JSON');
  if (content.version === FORMAT_VERSION) return content;
  return unusable(file, `its version is ${JSON.stringify(content.version)}, and this rollcall knows ${FORMAT_VERSION}`);
}

/** Nothing is ever written over a file that could not be understood. */
export function unusable(file: string, why: string): never {
  throw new Failure(`${file} cannot be used: ${why}. Put it right, or move it away and run rollcall login again.`);
}

/** An object that is no list, or undefined. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readProfile(file: string, name: string, entry: unknown, baseUrls: Readonly<Record<Region, string>>): Profile {
  const fields = recordOf(entry) ?? unusable(file, `profile ${JSON.stringify(name)} is no object`);
  const optional = <T>(field: string, kind: Kind<T>): T | undefined => {
    const given = fields[field];
    if (given === undefined) return undefined;
    const value = typeof given === 'string' ? kind.parse(given, { label: field, folder: '/' }) : undefined;
    return value ?? unusable(file, `${field} of profile ${JSON.stringify(name)} must be ${kind.allowed}`);
  };
  const required = <T>(field: string, kind: Kind<T>): T =>
    optional(field, kind) ?? unusable(file, `profile ${JSON.stringify(name)} has no ${field}`);
  if (PROFILE_NAME.parse(name, { label: 'name', folder: '/' }) === undefined) {
    unusable(file, `${JSON.stringify(name)} is not ${PROFILE_NAME.allowed}`);
  }
  const region = optional('region', REGION);
  return {
    name,
    region,
    baseUrl: region === undefined ? required('base_url', PUBLIC_URL) : baseUrls[region],
    accountId: required('account_id', ANY_ACCOUNT_ID),
    clientId: required('client_id', CLIENT_ID),
    apiVersion: required('api_version', API_VERSION),
    caFile: optional('ca_file', CA_FILE),
    secretStore: required('secret_store', SECRET_STORE),
  };
}

function profileEntry({ region, baseUrl, accountId, clientId, apiVersion, caFile, secretStore }: Profile) {
  return {
    ...(region === undefined ? { base_url: baseUrl } : { region }),
    account_id: accountId,
    client_id: clientId,
    api_version: apiVersion,
    ca_file: caFile,
    secret_store: secretStore,
  };
}
