import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from './random.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/**
 * Encrypts a text so that only a holder of the key can read or change it (AES-256-GCM, random nonce of 96 bits).
 * @param key 32 random bytes
 * @param purpose what it is for: it opens for nothing else
 * @returns base64url
 */
export function sealText(key: Uint8Array, purpose: string, text: string, random: Random): string {
  const nonce = random.bytes(NONCE_LENGTH);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(purpose));
  const parts = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(parts).toString('base64url');
}

/** @returns undefined for whatever this key did not seal for this purpose */
export function openText(key: Uint8Array, purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_LENGTH + TAG_LENGTH) return undefined;
  const end = bytes.length - TAG_LENGTH;
  const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_LENGTH), { authTagLength: TAG_LENGTH });
  cipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(end));
  try {
    return cipher.update(bytes.subarray(NONCE_LENGTH, end), undefined, 'utf8') + cipher.final('utf8');
  } catch {
    return undefined;
  }
}
