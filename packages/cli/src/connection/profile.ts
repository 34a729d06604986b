import type { ApiVersion, Region } from '@rollcall/client';
import type { Kind } from '../options/kind.ts';

/** Where secrets can be kept. */
export const SECRET_STORES = ['keyring', 'file'] as const;
export type SecretStoreName = (typeof SECRET_STORES)[number];

/** A named set of what is needed to connect, all but the secret. */
export interface Profile {
  readonly name: string;
  /** A public region; undefined where the base URL was given. */
  readonly region: Region | undefined;
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly apiVersion: ApiVersion;
  /** Absolute. */
  readonly caFile: string | undefined;
  /** Which store has the secret. */
  readonly secretStore: SecretStoreName;
}

/** The name of a profile. */
export const PROFILE_NAME: Kind<string> = {
  placeholder: 'NAME',
  allowed: 'the name of a profile: 1 to 63 letters, digits, dots, hyphens and underscores, not a sign first',
  completion: profileNames,
  list: false,
  parse: (given) => (/^[A-Za-z0-9][\w.-]{0,62}$/.test(given) ? given : undefined),
};

/** Whom a secret belongs to, and where it may be sent. */
export type SecretOwner = Pick<Profile, 'name' | 'baseUrl' | 'accountId' | 'clientId'>;

/**
 * What a secret is filed under. Server, account and client are part of it: where a profile is changed by hand, its secret
 * is not found, rather than sent to a place it is not for.
 */
export function secretKey({ name, clientId, baseUrl, accountId }: SecretOwner): string {
  return `${name}: ${clientId}@${baseUrl}/accounts/${accountId}`;
}

/** Never in the way of the shell: what cannot be read has no names. */
async function profileNames(): Promise<readonly string[]> {
  const [{ findProfileFolder }, { readProfiles }] = await Promise.all([
    import('./profile-folder.ts'),
    import('./profile-file.ts'),
  ]);
  const folder = await findProfileFolder();
  const profiles = folder === undefined ? undefined : await readProfiles(folder).catch(() => undefined);
  return profiles?.all.map(({ name }) => name) ?? [];
}

/** A profile as an argument. */
export const profileArgument = { name: 'NAME', kind: PROFILE_NAME, description: 'The profile.' };
