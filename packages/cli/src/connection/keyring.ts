import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.ts';
import type { KeyringAnswer, KeyringRequest } from './keyring-process.ts';
import type { SecretStore } from './secret-store.ts';

const PROGRAM = fileURLToPath(new URL(`./keyring-process${extname(import.meta.url)}`, import.meta.url));
const SERVICE = 'rollcall';
/** Time to type a password into the window that unlocks the keyring. Milliseconds. */
const PATIENCE_MS = 60_000;
/** After this somebody should know what is being waited for. Milliseconds. */
const QUIET_MS = 3000;
const NO_ANSWER = 'it did not answer for a minute';
const NO_LIBRARY = 'this installation came without the library for it';

/** The keyring cannot be used here: there is none, or it is locked. */
export class KeyringUnavailable extends Failure {
  override readonly name = 'KeyringUnavailable';
  /** Why, in the words of the system. */
  readonly reason: string;

  constructor(reason: string) {
    super(
      `The system keyring cannot be used (${reason}). Unlock it, give the secret in ROLLCALL_CLIENT_SECRET, or run ` +
        'rollcall login --secret-store file.',
    );
    this.reason = reason;
  }
}

/** The keyring of the system: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. */
export const systemKeyring: SecretStore = {
  label: 'the system keyring',
  async read(account) {
    return (await ask({ service: SERVICE, account, action: 'read' })).secret ?? undefined;
  },
  async write(account, secret) {
    await ask({ service: SERVICE, account, action: 'write', secret });
  },
  async remove(account) {
    return (await ask({ service: SERVICE, account, action: 'remove' })).done === true;
  },
};

/** @throws KeyringUnavailable if it refuses, is not there, or does not answer in a minute */
async function ask(request: KeyringRequest): Promise<KeyringAnswer> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  const notice = setTimeout(
    () => process.stderr.write('rollcall: waiting for the system keyring; unlock it.\n'),
    QUIET_MS,
  );
  const end = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  try {
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(request));
    const written = await Promise.race([text(child.stdout), failedStart(child)]);
    if (written === '') throw new KeyringUnavailable(child.killed ? NO_ANSWER : NO_LIBRARY);
    const answer: KeyringAnswer = JSON.parse(written);
    if (answer.error !== undefined) throw new KeyringUnavailable(answer.error.replaceAll(/\s+/g, ' '));
    return answer;
  } finally {
    clearTimeout(notice);
    clearTimeout(end);
  }
}

function failedStart(child: ReturnType<typeof spawn>): Promise<never> {
  return new Promise((_, reject) => child.once('error', (error) => reject(new KeyringUnavailable(error.message))));
}
