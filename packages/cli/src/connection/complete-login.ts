import { Failure, UsageError } from '../failure.ts';
import type { Profile } from './profile.ts';
import { readProfiles } from './profile-file.ts';
import type { ProfileFolder } from './profile-folder.ts';
import { readSecretLine } from './read-secret-line.ts';
import { type ConnectionValues, missingSentence, type ResolvedConnection, targetOf } from './resolve-connection.ts';

const DEFAULT_NAME = 'default';

/** What login was given, as far as it matters here. */
export interface LoginValues extends ConnectionValues {
  readonly clientSecretStdin: boolean;
  readonly yes: boolean;
}

/** What to store. */
export interface CompleteLogin {
  readonly name: string;
  readonly connection: ResolvedConnection;
}

/**
 * Completes what login was given: from the profile it replaces, and by asking where somebody is there to answer.
 *
 * @param givenAs how a person wrote an option
 * @throws UsageError where something is missing and nobody can be asked
 */
export async function completeLogin(
  folder: ProfileFolder,
  options: LoginValues,
  givenAs: (name: 'clientSecret' | 'clientSecretStdin') => string | undefined,
): Promise<CompleteLogin> {
  if (options.clientSecretStdin && options.clientSecret !== undefined) {
    throw new UsageError(`${givenAs('clientSecret')} and --client-secret-stdin exclude each other. Leave one out.`);
  }
  const { all, current } = await readProfiles(folder);
  const likely = current?.name ?? DEFAULT_NAME;
  // Also with --client-secret-stdin: what is typed into a terminal would be seen there, and a question hides it.
  const canAsk = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const questions = canAsk ? await import('./login-questions.ts') : undefined;
  const name = options.profile ?? (await questions?.askProfileName(likely)) ?? likely;
  const old = all.find((each) => each.name === name);
  if (old !== undefined && !options.yes) await confirmReplacing(old, questions);
  const connection =
    questions === undefined ? await completeFromProfile(options, old) : await askFor(options, old, questions);
  return { name, connection };
}

type Questions = typeof import('./login-questions.ts');

async function confirmReplacing({ name, clientId, baseUrl }: Profile, questions: Questions | undefined): Promise<void> {
  const what = `Profile "${name}" is there already (client ${clientId} at ${baseUrl}).`;
  if (questions === undefined) {
    throw new UsageError(`${what} Give --yes to replace it, or another name with --profile.`);
  }
  if (!(await questions.askReplace(`${what} Replace it?`))) throw new Failure('Nothing was stored.');
}

async function completeFromProfile(options: LoginValues, old: Profile | undefined): Promise<ResolvedConnection> {
  const { baseUrl, accountId, clientId, ...rest } = await targetOf(options, old);
  const hasSecret = options.clientSecret !== undefined || options.clientSecretStdin;
  if (baseUrl === undefined || accountId === undefined || clientId === undefined || !hasSecret) {
    throw new UsageError(
      `There is no terminal to ask on. ${missingSentence({ baseUrl, accountId, clientId, hasSecret })} ` +
        '--client-secret-stdin reads the secret from standard input.',
    );
  }
  const clientSecret = options.clientSecret ?? (await readSecretLine('--client-secret-stdin'));
  return { profile: undefined, ...rest, baseUrl, accountId, clientId, clientSecret, secretFrom: 'given' };
}

/** What is given is not asked for; what the old profile says is what Enter alone means. */
async function askFor(
  options: LoginValues,
  old: Profile | undefined,
  questions: Questions,
): Promise<ResolvedConnection> {
  const given = await targetOf(options, undefined);
  const { baseUrl, region } =
    given.baseUrl === undefined
      ? await questions.askPlace(old?.baseUrl)
      : { baseUrl: given.baseUrl, region: given.region };
  const accountId = given.accountId ?? (await questions.askAccount(old?.accountId));
  const clientId = given.clientId ?? (await questions.askClientId(old?.clientId));
  const clientSecret = options.clientSecret ?? (await questions.askSecret());
  const { apiVersion, caFile } = await targetOf({ ...options, region: undefined, baseUrl }, old);
  return {
    profile: undefined,
    region,
    baseUrl,
    accountId,
    clientId,
    clientSecret,
    secretFrom: 'given',
    apiVersion,
    caFile,
  };
}
