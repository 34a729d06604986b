import type { ApiVersion, Region } from '@rollcall/client';
import { Failure, UsageError } from '../failure.ts';
import { connectionOptions } from '../options/connection-options.ts';
import { environmentName, type Option, type ValuesOf } from '../options/option.ts';
import { suggestion } from '../options/suggest.ts';
import { type Profile, type SecretStoreName, secretKey } from './profile.ts';
import { type Profiles, readProfiles } from './profile-file.ts';
import { findProfileFolder, type ProfileFolder } from './profile-folder.ts';
import { openSecretStore } from './secret-store.ts';

export type ConnectionValues = ValuesOf<typeof connectionOptions>;

/** All that is needed to connect, from options and profile. */
export interface ResolvedConnection {
  /** The profile that something of it came from. */
  readonly profile: Profile | undefined;
  readonly region: Region | undefined;
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `given`: by flag, environment or config file. */
  readonly secretFrom: SecretStoreName | 'given';
  readonly apiVersion: ApiVersion;
  readonly caFile: string | undefined;
}

/** What is needed, except for the secret; undefined where neither options nor profile say anything. */
export type Target = Pick<ResolvedConnection, 'region' | 'apiVersion' | 'caFile'> & {
  readonly [K in 'baseUrl' | 'accountId' | 'clientId']: ResolvedConnection[K] | undefined;
};

/**
 * Completes the options from the profile that is named, or from the current one where something is missing.
 *
 * @throws UsageError naming all that is missing, or a secret that is not for what was given
 * @throws Failure if the profiles or the secret cannot be read
 */
export async function resolveConnection(options: ConnectionValues): Promise<ResolvedConnection> {
  const folder = await findProfileFolder();
  const profile = await profileFor(options, folder);
  const { baseUrl, accountId, clientId, ...rest } = await targetOf(options, profile);
  const hasSecret = options.clientSecret !== undefined || profile !== undefined;
  if (baseUrl === undefined || accountId === undefined || clientId === undefined || !hasSecret) {
    throw new UsageError(missing({ baseUrl, accountId, clientId, hasSecret }));
  }
  const found = { profile, baseUrl, accountId, clientId, ...rest };
  if (options.clientSecret !== undefined) return { ...found, clientSecret: options.clientSecret, secretFrom: 'given' };
  if (profile === undefined || folder === undefined) throw new UsageError(missing({ ...found, hasSecret: false }));
  refuseElsewhere(profile, found);
  return { ...found, clientSecret: await storedSecret(profile, folder), secretFrom: profile.secretStore };
}

/** What options and profile say together. The profile's path family and CA are for its own server only. */
export async function targetOf(options: ConnectionValues, profile: Profile | undefined): Promise<Target> {
  const { REGION_BASE_URLS } = await import('@rollcall/client');
  const regionUrl = options.region === undefined ? undefined : REGION_BASE_URLS[options.region];
  if (options.baseUrl !== undefined && regionUrl !== undefined && options.baseUrl !== regionUrl) {
    throw new UsageError(`${nameOf('baseUrl')} and ${nameOf('region')} name different servers. Leave one of them out.`);
  }
  const givenUrl = options.baseUrl ?? regionUrl;
  const baseUrl = givenUrl ?? profile?.baseUrl;
  const own = baseUrl === profile?.baseUrl ? profile : undefined;
  return {
    region: options.region ?? own?.region,
    baseUrl,
    accountId: options.account ?? profile?.accountId,
    clientId: options.clientId ?? profile?.clientId,
    apiVersion: options.apiVersion ?? own?.apiVersion ?? 'v1',
    caFile: options.caFile ?? own?.caFile,
  };
}

/** @throws UsageError naming the profiles that are there */
export function requireProfile({ all }: Profiles, name: string): Profile {
  const found = all.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = all.map((each) => each.name);
  const others = names.length === 0 ? ' There are none yet: rollcall login makes one.' : suggestion(name, names);
  throw new UsageError(`There is no profile "${name}".${others === '' ? ` There are: ${names.join(', ')}.` : others}`);
}

async function profileFor(options: ConnectionValues, folder: ProfileFolder | undefined): Promise<Profile | undefined> {
  const { profile: name, baseUrl, region, account, clientId, clientSecret } = options;
  // In CI everything comes from the environment: what some profile says is of no account then, nor whether it is readable.
  const complete = [baseUrl ?? region, account, clientId, clientSecret].every((each) => each !== undefined);
  if (name === undefined && complete) return undefined;
  const profiles = folder === undefined ? { current: undefined, all: [] } : await readProfiles(folder);
  return name === undefined ? profiles.current : requireProfile(profiles, name);
}

/** A secret goes to the server, account and client it was stored for, and nowhere else. */
function refuseElsewhere(profile: Profile, found: Pick<Profile, 'baseUrl' | 'accountId' | 'clientId'>): void {
  const differs = (['baseUrl', 'accountId', 'clientId'] as const).find((each) => found[each] !== profile[each]);
  if (differs === undefined) return;
  const what = { baseUrl: 'The server', accountId: 'The account', clientId: 'The client id' }[differs];
  throw new UsageError(
    `${what} given is not the one of profile "${profile.name}", so its secret is not sent there. ` +
      `Give the secret too, with ${nameOf('clientSecret')}, or choose another profile with --profile.`,
  );
}

async function storedSecret(profile: Profile, folder: ProfileFolder): Promise<string> {
  const store = await openSecretStore(profile.secretStore, folder);
  const secret = await store.read(secretKey(profile));
  if (secret !== undefined) return secret;
  throw new Failure(
    `The secret of profile "${profile.name}" is not in ${store.label} any more. ` +
      `Store it again: rollcall login --profile ${profile.name}.`,
  );
}

interface Known {
  readonly baseUrl: string | undefined;
  readonly accountId: string | undefined;
  readonly clientId: string | undefined;
  readonly hasSecret: boolean;
}

/** `Not given: --account (ROLLCALL_ACCOUNT) and --client-id (…).` */
export function missingSentence({ baseUrl, accountId, clientId, hasSecret }: Known): string {
  const names = [
    ...(baseUrl === undefined ? [`${nameOf('baseUrl')} or ${nameOf('region')}`] : []),
    ...(accountId === undefined ? [nameOf('account')] : []),
    ...(clientId === undefined ? [nameOf('clientId')] : []),
    ...(hasSecret ? [] : [nameOf('clientSecret')]),
  ];
  return `Not given: ${new Intl.ListFormat('en').format(names)}.`;
}

function missing(known: Known): string {
  return `There is no current profile. ${missingSentence(known)} Store them once with rollcall login, or give them.`;
}

/** `--client-id (ROLLCALL_CLIENT_ID)`. */
export function nameOf(name: keyof typeof connectionOptions): string {
  const option: Option<unknown> = connectionOptions[name];
  return `--${option.flag} (${environmentName(option)})`;
}
