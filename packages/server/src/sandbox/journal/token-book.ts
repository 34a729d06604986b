import { hash, randomBytes } from 'node:crypto';
import type { TokenResponse } from '@rollcall/contract';
import type { Answer } from '../../http/answer.ts';
import { readBearerToken } from '../../http/bearer-authentication.ts';
import type { Arrival } from './journal-record.ts';

/** Who asks for more tokens than this in a life of a token is measuring something. */
const MAX_KNOWN = 20_000;
const MAX_FINGERPRINTS = 1000;
const FINGERPRINT_LENGTH = 16;

interface Issued {
  /** Sequence number, where that request is in the journal. */
  by: number | undefined;
  readonly clientId: string | undefined;
  /** Milliseconds since the Unix epoch, by the account's clock. */
  readonly expiresAt: number;
  /** A fault has made it so. */
  expired: boolean;
}

/** A token that came with a request. */
export interface TokenUse {
  readonly fingerprint: string;
  readonly issued: Issued | undefined;
  /** When it came. */
  readonly expired: boolean;
}

/** The access tokens of an account: known by fingerprints, learned from the answers that gave them out. */
export class TokenBook {
  /** Without it nobody can tell which fingerprint a token has. */
  readonly #key = randomBytes(16).toString('hex');
  #fingerprints = new Map<string, string>();
  readonly #issued = new Map<string, Issued>();

  /** The token a request came with; undefined where it had none. */
  use({ request, clock, strike }: Arrival): TokenUse | undefined {
    const token = readBearerToken(request.headers.authorization);
    if (token === undefined) return undefined;
    const fingerprint = this.#fingerprintOf(token);
    const issued = this.#issued.get(fingerprint);
    const struck = strike?.fault.kind === 'expired_token';
    if (issued && struck) issued.expired = true;
    return { fingerprint, issued, expired: struck || isExpired(issued, clock.now()) };
  }

  /** @param sequence of the request that was answered with it */
  learn(
    answer: Answer,
    {
      sequence,
      clientId,
      now,
    }: { readonly sequence: number; readonly clientId: string | undefined; readonly now: number },
  ): void {
    const given = tokenIn(answer);
    if (given === undefined) return;
    const [oldest] = this.#issued.size < MAX_KNOWN ? [] : this.#issued.keys();
    if (oldest !== undefined) this.#issued.delete(oldest);
    const issued = { by: sequence, clientId, expiresAt: now + given.expires_in * 1000, expired: false };
    this.#issued.set(this.#fingerprintOf(given.access_token), issued);
  }

  /** The journal is emptied: what issued them is not in it any more. */
  forgetRequests(): void {
    for (const issued of this.#issued.values()) issued.by = undefined;
  }

  clear(): void {
    this.#issued.clear();
  }

  #fingerprintOf(token: string): string {
    const known = this.#fingerprints.get(token);
    if (known !== undefined) return known;
    const fingerprint = hash('sha256', this.#key + token, 'hex').slice(0, FINGERPRINT_LENGTH);
    if (this.#fingerprints.size >= MAX_FINGERPRINTS) this.#fingerprints = new Map();
    this.#fingerprints.set(token, fingerprint);
    return fingerprint;
  }
}

/** Whether its time is over, by the account's clock, or a fault has ended it. */
export function isExpired(issued: Issued | undefined, now: number): boolean {
  return issued !== undefined && (issued.expired || now >= issued.expiresAt);
}

function tokenIn({ status, body }: Answer): TokenResponse | undefined {
  if (status !== 200) return undefined;
  try {
    const content = JSON.parse(String(body)) as TokenResponse; // what this server issued; a proxy's page is no JSON
    return typeof content.access_token === 'string' ? content : undefined;
  } catch {
    return undefined;
  }
}
