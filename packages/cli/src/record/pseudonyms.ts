import { createHmac, randomBytes } from 'node:crypto';

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Stands in for what must not be told: the same thing has the same name throughout a recording, in the form it had, and
 * nothing leads back. The key is gone with the process.
 */
export class Pseudonyms {
  readonly #key = randomBytes(32);
  readonly #emails = new Map<string, number>();
  readonly #names = new Map<string, number>();

  /** 26 characters of A-Z and 2-7: accounts and people. */
  id(real: string): string {
    return this.#letters('id', real, ID_ALPHABET, 26);
  }

  /** A UUID: applications. */
  clientId(real: string): string {
    const hex = this.#letters('client', real.toLowerCase(), '0123456789abcdef', 32);
    const [a, b, c, d, e] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20), hex.slice(20)];
    return `${a}-${b}-4${c}-8${d}-${e}`;
  }

  /** Opaque: access tokens, page tokens. */
  token(kind: 'access' | 'page', real: string): string {
    return `${kind}-${this.#letters(kind, real, BASE64URL, 32)}`;
  }

  email(real: string): string {
    return `person-${numberOf(this.#emails, real.toLowerCase())}@example.com`;
  }

  name(real: string): string {
    return `Person ${numberOf(this.#names, real)}`;
  }

  #letters(kind: string, real: string, alphabet: string, length: number): string {
    let letters = '';
    for (let block = 0; letters.length < length; block++) {
      for (const byte of createHmac('sha256', this.#key).update(`${kind} ${block} ${real}`).digest()) {
        letters += alphabet.charAt(byte % alphabet.length);
      }
    }
    return letters.slice(0, length);
  }
}

/** Counted from 1, in the order they are met. */
function numberOf(known: Map<string, number>, real: string): number {
  const number = known.get(real) ?? known.size + 1;
  known.set(real, number);
  return number;
}
