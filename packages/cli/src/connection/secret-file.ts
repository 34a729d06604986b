import { stat } from 'node:fs/promises';
import { replaceFile } from '@rollcall/server/tls/private-file';
import { Failure } from '../failure.ts';
import { shellWord } from '../output/shell.ts';
import { readJsonFile, recordOf, unusable } from './profile-file.ts';
import type { SecretStore } from './secret-store.ts';

/** Secrets in a file for the user alone: where there is no keyring. Whoever calls holds the profiles' lock to write. */
export class SecretFile implements SecretStore {
  readonly label: string;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.label = `the file ${path}`;
  }

  async read(key: string): Promise<string | undefined> {
    return (await this.#load()).get(key);
  }

  async write(key: string, secret: string): Promise<void> {
    await this.#save((await this.#load()).set(key, secret));
  }

  async remove(key: string): Promise<boolean> {
    const secrets = await this.#load();
    if (!secrets.delete(key)) return false;
    await this.#save(secrets);
    return true;
  }

  async #load(): Promise<Map<string, string>> {
    const content = await readJsonFile(this.#path);
    if (content === undefined) return new Map();
    await this.#refuseReadableByOthers();
    const secrets = Object.entries(recordOf(content.secrets) ?? unusable(this.#path, '"secrets" is no object'));
    return new Map(
      secrets.map(([key, secret]) => [
        key,
        typeof secret === 'string' ? secret : unusable(this.#path, 'a secret is no text'),
      ]),
    );
  }

  async #save(secrets: ReadonlyMap<string, string>): Promise<void> {
    const content = { version: 1, secrets: Object.fromEntries(secrets) };
    await replaceFile(this.#path, `${JSON.stringify(content, undefined, 2)}\n`, 0o600);
  }

  /** As ssh does with keys: a secret that others could read is to be dealt with, not used. */
  async #refuseReadableByOthers(): Promise<void> {
    // Windows has no such bits; the user's own folder is closed to others there.
    if (process.platform === 'win32') return;
    const { mode } = await stat(this.#path);
    if ((mode & 0o077) === 0) return;
    throw new Failure(
      `Others on this machine can read the secrets in ${this.#path}. Run chmod 600 ${shellWord(this.#path)}, and if ` +
        'somebody may have read them, make new secrets and run rollcall login.',
    );
  }
}
