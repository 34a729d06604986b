import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What it does otherwise than it should. */
export interface Odd {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** No finger, no PIN. */
  readonly unverified?: boolean;
  /** In place of the one it counts. */
  readonly counter?: number;
  /** base64url, in place of its owner's. */
  readonly userHandle?: string;
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
}

const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];

/** A browser with a security key in it that holds one passkey (WebAuthn Level 3, ES256), without either. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(16);
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #origin: string;
  #counter = 0;
  #userHandle = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  get credentialId(): string {
    return this.id.toString('base64url');
  }

  /** What `navigator.credentials.create` gives, as JSON. */
  create(options: CreationOptions, odd: Odd = {}): object {
    this.#userHandle = options.user.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, coseKey(this.#key.publicKey)]);
    const authData = Buffer.concat([this.#head(options.rp.id, odd, ATTESTED), credential]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    return this.#response({
      clientDataJSON: this.#clientData('webauthn.create', options.challenge, odd).toString('base64url'),
      attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'), // its type is narrower
      transports: ['internal'],
    });
  }

  /** What `navigator.credentials.get` gives, as JSON. */
  get(options: RequestOptions, odd: Odd = {}): object {
    const clientData = this.#clientData('webauthn.get', options.challenge, odd);
    const authData = this.#head(options.rpId, odd, 0);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    return this.#response({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#key.privateKey).toString('base64url'),
      userHandle: odd.userHandle ?? this.#userHandle,
    });
  }

  #response(response: object): object {
    const id = this.credentialId;
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }

  #clientData(type: string, challenge: string, odd: Odd): Buffer {
    const { origin = this.#origin } = odd;
    return Buffer.from(JSON.stringify({ type, challenge: odd.challenge ?? challenge, origin, crossOrigin: false }));
  }

  #head(rpId: string, odd: Odd, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    this.#counter += 1;
    counter.writeUInt32BE(odd.counter ?? this.#counter);
    const verified = odd.unverified ? 0 : VERIFIED;
    const hash = createHash('sha256')
      .update(odd.rpId ?? rpId)
      .digest();
    return Buffer.concat([hash, Buffer.of(PRESENT | verified | flags), counter]);
  }
}

/** RFC 9053: an ES256 key on P-256. */
function coseKey(key: KeyObject): Uint8Array {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const fields = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ]);
  return isoCBOR.encode(fields as never); // its type is narrower
}
