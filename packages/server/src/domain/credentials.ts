import { hash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Random } from './random.ts';

/**
 * Tokens, secrets and admin keys: `<prefix>_<43 characters of 256 random bits><6 characters of CRC-32>`, all in the base64url
 * alphabet, where form-decoding changes nothing. Prefix and checksum are for secret scanners, and let a mistyped
 * credential be refused without looking it up.
 */
const PREFIXES = { token: 'rct', secret: 'rcs', invite: 'rci', adminKey: 'rca' } as const;
const RANDOM_BYTES = 32;
const TOKEN_SHAPE = /^rct_[A-Za-z0-9_-]{49}$/;
const ADMIN_KEY_SHAPE = /^rca_[A-Za-z0-9_-]{49}$/;
const CHECKSUM_LENGTH = 6;

/** A new access token, in plain text. Kept by the caller only as long as it takes to send it. */
export function newAccessToken(random: Random): string {
  return newCredential(PREFIXES.token, random);
}

/** A new client secret, in plain text: shown once. */
export function newClientSecret(random: Random): string {
  return newCredential(PREFIXES.secret, random);
}

/** What an invitation's link carries, in plain text: shown once. */
export function newInviteToken(random: Random): string {
  return newCredential(PREFIXES.invite, random);
}

/** A new admin key, in plain text: shown once. */
export function newAdminKey(random: Random): string {
  return newCredential(PREFIXES.adminKey, random);
}

function newCredential(prefix: string, random: Random): string {
  const body = `${prefix}_${Buffer.from(random.bytes(RANDOM_BYTES)).toString('base64url')}`;
  return body + checksum(body);
}

function checksum(text: string): string {
  const digits = Buffer.alloc(4);
  digits.writeUInt32BE(crc32(text));
  return digits.toString('base64url');
}

function endsWithChecksum(text: string): boolean {
  const end = text.length - CHECKSUM_LENGTH;
  return checksum(text.slice(0, end)) === text.slice(end);
}

/** Whether the text has the shape of an access token of ours. For every request: the checksum would cost more. */
export function hasTokenShape(text: string): boolean {
  return TOKEN_SHAPE.test(text);
}

/** Whether the text can be an access token of ours: shape and checksum. Says nothing of whether it is known. */
export function isAccessToken(text: string): boolean {
  return hasTokenShape(text) && endsWithChecksum(text);
}

/** Whether the text can be an admin key of ours: shape and checksum. Says nothing of whether it is known. */
export function isAdminKey(text: string): boolean {
  return ADMIN_KEY_SHAPE.test(text) && endsWithChecksum(text);
}

/** What is stored instead of a token or secret: SHA-256 in hex. Enough because the text has 256 random bits. */
export function hashCredential(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Compares two hashes in a time that does not depend on them. */
export function hashesEqual(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
