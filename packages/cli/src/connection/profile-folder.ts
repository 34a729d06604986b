import { join, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { makeFolder } from '../make-folder.ts';

/** The files of a person's profiles. */
export interface ProfileFolder {
  readonly path: string;
  readonly profiles: string;
  readonly secrets: string;
  readonly lock: string;
}

/**
 * Where the profiles of this user are: `ROLLCALL_HOME`, else the system's place for settings (XDG_CONFIG_HOME is
 * honoured). Undefined where the user has no home folder, as in some containers.
 */
export async function findProfileFolder(): Promise<ProfileFolder | undefined> {
  const path = process.env.ROLLCALL_HOME ? resolve(process.env.ROLLCALL_HOME) : await systemFolder();
  if (path === undefined) return undefined;
  return {
    path,
    profiles: join(path, 'profiles.json'),
    secrets: join(path, 'secrets.json'),
    lock: join(path, 'profiles.lock'),
  };
}

/** @throws Failure if it cannot be made or there is no place for it */
export async function prepareProfileFolder(): Promise<ProfileFolder> {
  const folder = await findProfileFolder();
  if (folder === undefined) {
    throw new Failure('This user has no home folder to keep profiles in. Name a folder with ROLLCALL_HOME.');
  }
  try {
    makeFolder(folder.path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Failure(
      `The folder ${folder.path} for profiles cannot be made (${code}). Name another one with ROLLCALL_HOME.`,
    );
  }
  return folder;
}

async function systemFolder(): Promise<string | undefined> {
  try {
    const { default: envPaths } = await import('env-paths');
    return envPaths('rollcall', { suffix: '' }).config;
  } catch {
    // Thrown where the user has neither HOME nor an entry among the system's users.
    return undefined;
  }
}
