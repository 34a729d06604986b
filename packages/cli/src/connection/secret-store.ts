import type { SecretStoreName } from './profile.ts';
import type { ProfileFolder } from './profile-folder.ts';

/** A place that keeps secrets, by key. */
export interface SecretStore {
  /** As a sentence names it: `the system keyring`. */
  readonly label: string;
  /** Undefined if there is none. @throws Failure if the store cannot be asked */
  read(key: string): Promise<string | undefined>;
  /** @throws Failure if it could not be kept */
  write(key: string, secret: string): Promise<void>;
  /** False if there was none. @throws Failure if it could not be removed */
  remove(key: string): Promise<boolean>;
}

/** The store of that name. */
export async function openSecretStore(name: SecretStoreName, folder: ProfileFolder): Promise<SecretStore> {
  if (name === 'keyring') return (await import('./keyring.ts')).systemKeyring;
  const { SecretFile } = await import('./secret-file.ts');
  return new SecretFile(folder.secrets);
}
