import { createHash } from 'node:crypto';
import type { Random } from '../../domain/random.ts';

/**
 * Randomness that is the same at every start, so that a sandbox gives the same ids and secrets again. Never for a
 * server that others reach.
 */
export function repeatableRandom(seed: string): Random {
  let block = 0;
  const bytes = (length: number): Uint8Array => {
    const parts: Buffer[] = [];
    for (let have = 0; have < length; have += 32) {
      parts.push(createHash('sha256').update(`${seed}:${block++}`).digest());
    }
    return Buffer.concat(parts).subarray(0, length);
  };
  return { bytes, uuid: () => toUuid(Buffer.from(bytes(16))) };
}

/** Sixteen bytes as a version 4 UUID (RFC 9562 section 5.4). */
function toUuid(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
