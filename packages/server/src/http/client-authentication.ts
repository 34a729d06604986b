import { CLIENT_ID_PATTERN } from '@rollcall/contract';
import { hashCredential, hashesEqual } from '../domain/credentials.ts';
import { OAuthRefusal } from '../domain/refusal.ts';
import type { AttemptGuard } from '../limits/limits.ts';
import type { Storage, StoredApplication } from '../storage/storage.ts';

export interface BasicCredentials {
  /**
   * In the one spelling it is stored under. Undefined where what was sent cannot be a client id: it is not kept, because
   * whoever swaps the two sends the secret in its place.
   */
  readonly clientId: string | undefined;
  readonly secret: string;
}

const BASIC = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i;
const CLIENT_ID = new RegExp(CLIENT_ID_PATTERN);
const UTF8 = new TextDecoder('utf-8', { fatal: true });
/** Compared with where there is no such application, so that both refusals take the same way. */
const NO_SECRET = '0'.repeat(64);

/**
 * HTTP Basic (RFC 7617): split at the first colon, UTF-8.
 * @returns undefined where there is no such header or it cannot be read
 */
export function readBasicCredentials(header: string | undefined): BasicCredentials | undefined {
  const encoded = BASIC.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  try {
    const text = UTF8.decode(Buffer.from(encoded, 'base64'));
    const colon = text.indexOf(':');
    return colon < 0 ? undefined : { clientId: readClientId(text.slice(0, colon)), secret: text.slice(colon + 1) };
  } catch {
    return undefined;
  }
}

/**
 * The application that proves its secret. Credentials in the form are refused: alone they do not count, beside Basic
 * they are a second method (RFC 6749 section 2.3).
 * @throws OAuthRefusal invalid_request, invalid_client or too_many_attempts
 */
export async function authenticateClient(
  { storage, attempts }: { readonly storage: Storage; readonly attempts: AttemptGuard },
  credentials: BasicCredentials | undefined,
  form: Readonly<Record<string, string>>,
  address: string,
): Promise<StoredApplication> {
  if (!credentials) throw new OAuthRefusal('invalid_client');
  // A parameter without a value counts as left out (RFC 6749 section 3.2).
  const sameClient = !form.client_id || readClientId(form.client_id) === credentials.clientId;
  if (form.client_secret || !sameClient) {
    throw new OAuthRefusal('invalid_request', {
      description: 'Send the credentials once: in the Authorization header, not in the form.',
    });
  }
  const wait = attempts.secondsToWait(credentials.clientId, address);
  if (typeof wait === 'number') refuseWhile(wait);
  // Side by side: where both are asked for in a database, neither has to wait for the other.
  const [seconds, application] = await Promise.all([wait, findProven(storage, credentials)]);
  refuseWhile(seconds);
  if (application) return application;
  await attempts.countFailure(credentials.clientId, address);
  throw new OAuthRefusal('invalid_client');
}

function refuseWhile(retryAfterSeconds: number): void {
  if (retryAfterSeconds > 0) throw new OAuthRefusal('too_many_attempts', { retryAfterSeconds });
}

async function findProven(storage: Storage, credentials: BasicCredentials): Promise<StoredApplication | undefined> {
  const { clientId } = credentials;
  const application = clientId === undefined ? undefined : await storage.findApplication(clientId);
  const expected = application?.secretHash ?? NO_SECRET;
  // RFC 6749 wants both parts form-encoded, most clients do not: secrets we make read the same either way, a secret
  // from a directory file may not, so both readings are tried.
  const plain = hashesEqual(hashCredential(credentials.secret), expected);
  const decoded = hashesEqual(hashCredential(formDecoded(credentials.secret)), expected);
  return plain || decoded ? application : undefined;
}

function readClientId(text: string): string | undefined {
  const clientId = formDecoded(text).toLowerCase();
  return CLIENT_ID.test(clientId) ? clientId : undefined;
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
