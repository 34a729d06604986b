import { Failure } from '../failure.ts';
import { type Profile, type SecretStoreName, secretKey } from './profile.ts';
import { type Profiles, readProfiles, writeProfiles } from './profile-file.ts';
import type { ProfileFolder } from './profile-folder.ts';
import { withProfileLock } from './profile-lock.ts';
import { openSecretStore } from './secret-store.ts';

/** A profile as it was stored. */
export interface Stored {
  readonly profile: Profile;
  readonly current: boolean;
  /** As a sentence names the place of the secret: `the system keyring`. */
  readonly secretPlace: string;
  /** Why the keyring does not have it, where that was tried. */
  readonly keyringProblem: string | undefined;
}

export interface StoreOptions {
  /** `auto` takes the keyring where there is one. */
  readonly secretStore: SecretStoreName | 'auto';
  /** Make it the current one; the first is in any case. */
  readonly makeCurrent: boolean;
}

/**
 * Stores a profile and its secret, in place of one of that name. The secret is there before the profile is.
 *
 * @throws Failure if one of them cannot be stored
 */
export async function storeProfile(
  folder: ProfileFolder,
  given: Omit<Profile, 'secretStore'>,
  secret: string,
  { secretStore, makeCurrent }: StoreOptions,
): Promise<Stored> {
  return withProfileLock(folder, async () => {
    const before = await readProfiles(folder);
    const kept = await keepSecret(folder, secretKey(given), secret, secretStore);
    const profile: Profile = { ...given, secretStore: kept.name };
    const old = before.all.find(({ name }) => name === profile.name);
    const current = makeCurrent || before.current === undefined || before.current.name === profile.name;
    await writeProfiles(folder, {
      current: current ? profile : before.current,
      all: [...before.all.filter((each) => each !== old), profile],
    });
    if (old !== undefined && !sameSecret(old, profile)) await forgetSecret(folder, old);
    return { profile, current, secretPlace: kept.label, keyringProblem: kept.problem };
  });
}

/** A profile that was removed. */
export interface Removed {
  readonly profile: Profile;
  readonly wasCurrent: boolean;
  readonly secretPlace: string;
  /** False if there was none any more. */
  readonly secretRemoved: boolean;
}

/**
 * Removes a profile and its secret.
 *
 * @param find picks the profile. @throws if there is none
 * @throws Failure if the secret could not be removed; the profile is gone then
 */
export async function removeProfile(folder: ProfileFolder, find: (all: Profiles) => Profile): Promise<Removed> {
  return withProfileLock(folder, async () => {
    const before = await readProfiles(folder);
    const profile = find(before);
    const wasCurrent = before.current === profile;
    const { label } = await openSecretStore(profile.secretStore, folder);
    const secretRemoved = await forgetSecret(folder, profile).finally(() =>
      writeProfiles(folder, {
        current: wasCurrent ? undefined : before.current,
        all: before.all.filter((each) => each !== profile),
      }),
    );
    return { profile, wasCurrent, secretPlace: label, secretRemoved };
  });
}

/** Makes a profile the current one. */
export async function makeCurrent(folder: ProfileFolder, find: (all: Profiles) => Profile): Promise<Profile> {
  return withProfileLock(folder, async () => {
    const { all } = await readProfiles(folder);
    const current = find({ all, current: undefined });
    await writeProfiles(folder, { current, all });
    return current;
  });
}

interface Kept {
  readonly name: SecretStoreName;
  readonly label: string;
  readonly problem: string | undefined;
}

async function keepSecret(
  folder: ProfileFolder,
  key: string,
  secret: string,
  wanted: SecretStoreName | 'auto',
): Promise<Kept> {
  let problem: string | undefined;
  if (wanted !== 'file') {
    const { systemKeyring, KeyringUnavailable } = await import('./keyring.ts');
    try {
      await systemKeyring.write(key, secret);
      return { name: 'keyring', label: systemKeyring.label, problem };
    } catch (error) {
      if (wanted === 'keyring' || !(error instanceof KeyringUnavailable)) throw error;
      problem = error.reason;
    }
  }
  const file = await openSecretStore('file', folder);
  await file.write(key, secret);
  return { name: 'file', label: file.label, problem };
}

async function forgetSecret(folder: ProfileFolder, profile: Profile): Promise<boolean> {
  const store = await openSecretStore(profile.secretStore, folder);
  try {
    return await store.remove(secretKey(profile));
  } catch (error) {
    const why = error instanceof Failure ? ` ${error.message}` : '';
    throw new Failure(
      `The secret that profile "${profile.name}" had could not be removed from ${store.label}. Remove the entry ` +
        `"${secretKey(profile)}" of rollcall there by hand.${why}`,
    );
  }
}

function sameSecret(one: Profile, other: Profile): boolean {
  return one.secretStore === other.secretStore && secretKey(one) === secretKey(other);
}
