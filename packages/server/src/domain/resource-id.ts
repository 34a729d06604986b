import { RESOURCE_ID_PATTERN } from '@rollcall/contract';
import type { Random } from './random.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 26;
const PATTERN = new RegExp(RESOURCE_ID_PATTERN);

/** A new account or user id: 26 characters A-Z2-7, 130 random bits. */
export function newResourceId(random: Random): string {
  let id = '';
  // 32 divides 256, so the low five bits of a random byte are unbiased.
  for (const byte of random.bytes(LENGTH)) id += ALPHABET.charAt(byte & 31);
  return id;
}

export function isResourceId(text: string): boolean {
  return PATTERN.test(text);
}
