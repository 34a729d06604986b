import { CLIENT_ID_PATTERN } from '@rollcall/contract';
import type { Clock } from '../domain/clock.ts';
import { hashCredential, hashesEqual } from '../domain/credentials.ts';
import { OAuthRefusal } from '../domain/refusal.ts';
import type { AttemptGuard } from '../limits/limits.ts';
import { MAX_SECRETS, type StoredSecret } from '../storage/application-verbs.ts';
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
/** Compared with where there is no secret, so that every refusal takes the same way. */
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

/** An application, and by which secret it has proved to be that. */
export interface ProvenClient {
  readonly application: StoredApplication;
  readonly secretId: string;
}

/**
 * The application that proves one of its secrets. Credentials in the form are refused: alone they do not count, beside Basic
 * they are a second method (RFC 6749 section 2.3).
 * @throws OAuthRefusal invalid_request, invalid_client or too_many_attempts
 */
export async function authenticateClient(
  door: { readonly storage: Storage; readonly attempts: AttemptGuard; readonly clock: Clock },
  credentials: BasicCredentials | undefined,
  form: Readonly<Record<string, string>>,
  address: string,
): Promise<ProvenClient> {
  const { attempts } = door;
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
  const [seconds, proven] = await Promise.all([wait, findProven(door, credentials)]);
  refuseWhile(seconds);
  if (proven) return proven;
  await attempts.countFailure(credentials.clientId, address);
  throw new OAuthRefusal('invalid_client');
}

function refuseWhile(retryAfterSeconds: number): void {
  if (retryAfterSeconds > 0) throw new OAuthRefusal('too_many_attempts', { retryAfterSeconds });
}

async function findProven(
  { storage, clock }: { readonly storage: Storage; readonly clock: Clock },
  { clientId, secret }: BasicCredentials,
): Promise<ProvenClient | undefined> {
  const application = clientId === undefined ? undefined : await storage.findApplication(clientId);
  // RFC 6749 wants both parts form-encoded, most clients do not: secrets we make read the same either way, a secret
  // from a directory file may not, so both readings are tried where they differ.
  const readings = [...new Set([secret, formDecoded(secret)])].map(hashCredential);
  const secretId = fitting(application?.secrets ?? [], readings, clock.now());
  return application && secretId !== undefined ? { application, secretId } : undefined;
}

/** The live secret that one of the hashes is of. Compares as often whichever it is, and however many there are. */
function fitting(secrets: readonly StoredSecret[], readings: readonly string[], now: number): string | undefined {
  const live = secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
  let found: string | undefined;
  for (let place = 0; place < MAX_SECRETS; place++) {
    const expected = live[place]?.hash ?? NO_SECRET;
    for (const reading of readings) if (hashesEqual(reading, expected)) found = live[place]?.id;
  }
  return found;
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
