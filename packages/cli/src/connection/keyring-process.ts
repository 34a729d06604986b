import { text } from 'node:stream/consumers';
import { Entry } from '@napi-rs/keyring';

/**
 * Asks the system keyring, in a process of its own: the call blocks until the keyring answers, and one that is locked and
 * has nobody to unlock it never does. The request comes in as JSON on stdin, the answer goes out as JSON on stdout.
 */

/** What can be asked. */
export interface KeyringRequest {
  readonly service: string;
  readonly account: string;
  readonly action: 'read' | 'write' | 'remove';
  readonly secret?: string | undefined;
}

/** Exactly one of the fields is there. */
export interface KeyringAnswer {
  readonly secret?: string | null;
  readonly done?: boolean;
  readonly error?: string;
}

function answer({ service, account, action, secret }: KeyringRequest): KeyringAnswer {
  // Linux would fall back to the kernel's keyring, which forgets everything at the next start of the machine.
  const entry = new Entry(service, account, { linux: { store: 'secret-service' } });
  if (action === 'read') return { secret: entry.getPassword() };
  if (action === 'remove') return { done: entry.deletePassword() };
  entry.setPassword(secret ?? '');
  return { done: true };
}

function answerSafely(request: KeyringRequest): KeyringAnswer {
  try {
    return answer(request);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

// Only our own parent writes here.
const request: KeyringRequest = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(answerSafely(request)));
