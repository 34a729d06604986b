import { randomBytes, randomUUID } from 'node:crypto';

/** Randomness comes in from outside, so that the sandbox can repeat itself. */
export interface Random {
  /** `length` unpredictable bytes. */
  bytes(length: number): Uint8Array;
  /** A version 4 UUID (RFC 9562), lower case. */
  uuid(): string;
}

export const systemRandom: Random = { bytes: (length) => randomBytes(length), uuid: () => randomUUID() };
