import type { TestContext } from 'node:test';
import { type Finished, type RunOptions, rollcall, startService, temporaryFolder } from '../support/rollcall.ts';

/** A Rollcall over TLS, and the command as somebody runs it who has no profile yet. */
export interface LoginScene {
  /** The folder of the profiles. */
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly baseUrl: string;
  readonly caFile: string;
  readonly account: string;
  readonly clientId: string;
  readonly secret: string;
  /** `--base-url`, `--ca-file`, `--account` and `--client-id`. */
  readonly flags: readonly string[];
  run(args: readonly string[], options?: RunOptions): Promise<Finished>;
  /** Logs in without a terminal, the secret from standard input and into a file: no test touches a real keyring. */
  login(args?: readonly string[], secret?: string): Promise<Finished>;
}

export async function startLoginScene(context: TestContext, args: readonly string[] = []): Promise<LoginScene> {
  const { line } = await startService(context, ['sandbox', ...args]);
  const home = `${await temporaryFolder(context)}/rollcall`;
  const { base_url: baseUrl, ca_file = '', account_id = '', client_id = '', client_secret = '' } = line;
  const env = { ROLLCALL_HOME: home };
  const flags = ['--base-url', baseUrl, '--ca-file', ca_file, '--account', account_id, '--client-id', client_id];
  const run = (words: readonly string[], options: RunOptions = {}) =>
    rollcall(words, { ...options, env: { ...env, ...options.env } });
  return {
    home,
    env,
    baseUrl,
    caFile: ca_file,
    account: account_id,
    clientId: client_id,
    secret: client_secret,
    flags,
    run,
    login: (more = [], secret = client_secret) =>
      run(['login', ...flags, '--client-secret-stdin', '--secret-store', 'file', ...more], { input: `${secret}\n` }),
  };
}
