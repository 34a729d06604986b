import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { MAX_PAGE_SIZE, type UserState } from '@rollcall/contract';
import { LRUCache } from 'lru-cache';
import { isResourceId } from './resource-id.ts';

/** Where a walk over an account's people stands. */
export interface PageCursor {
  /** Filter of the walk; undefined: both states. */
  readonly state: UserState | undefined;
  /** People per page, 1 to 1000. */
  readonly size: number;
  /** The last person seen: the next page starts after this place. */
  readonly after: { readonly createTime: string; readonly id: string };
}

const VERSION = 1;
const STATES = [undefined, 'ACTIVE', 'SUSPENDED'] as const;
const ID_LENGTH = 26;
const MAC_LENGTH = 16;
// version, state, size (2), create_time as seconds (6, signed), id
const PAYLOAD_LENGTH = 1 + 1 + 2 + 6 + ID_LENGTH;
/** Tokens whose cursor is kept at hand: most are sent back soon after they were given out. As sizes, which grow with use. */
const KEPT = { maxSize: 10_000, sizeCalculation: () => 1 };
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/**
 * Page tokens (AIP-158): opaque, base64url without padding, authenticated with HMAC-SHA-256 (128 bits kept) and bound
 * to the account. They carry the whole place, so no server remembers walks, and any server with the key continues one.
 */
export class PageTokens {
  /** A key object: raw bytes would be taken in anew for every token. */
  readonly #key: KeyObject;
  /** What was sealed or opened lately, so that the next page of a walk costs no second HMAC. */
  readonly #recent = new LRUCache<string, { readonly accountId: string; readonly cursor: PageCursor }>(KEPT);

  /** @param key 32 random bytes, the same on every server of a deployment. */
  constructor(key: Uint8Array) {
    this.#key = createSecretKey(key);
  }

  seal(accountId: string, cursor: PageCursor): string {
    const bytes = Buffer.alloc(PAYLOAD_LENGTH + MAC_LENGTH);
    bytes.writeUInt8(VERSION, 0);
    bytes.writeUInt8(STATES.indexOf(cursor.state), 1);
    bytes.writeUInt16BE(cursor.size, 2);
    bytes.writeIntBE(Date.parse(cursor.after.createTime) / 1000, 4, 6);
    bytes.write(cursor.after.id, 10, 'latin1');
    this.#mac(accountId, bytes).copy(bytes, PAYLOAD_LENGTH);
    const token = bytes.toString('base64url');
    this.#recent.set(token, { accountId, cursor });
    return token;
  }

  /** @returns undefined for anything this key did not seal for this account. */
  open(accountId: string, token: string): PageCursor | undefined {
    const recent = this.#recent.get(token);
    if (recent) return recent.accountId === accountId ? recent.cursor : undefined;
    const cursor = this.#verify(accountId, token);
    if (cursor) this.#recent.set(token, { accountId, cursor });
    return cursor;
  }

  #verify(accountId: string, token: string): PageCursor | undefined {
    if (!BASE64URL.test(token)) return undefined;
    const bytes = Buffer.from(token, 'base64url');
    // Re-encoding refuses spare bits and spare characters: one place, one token.
    if (bytes.length !== PAYLOAD_LENGTH + MAC_LENGTH || bytes.toString('base64url') !== token) return undefined;
    if (!timingSafeEqual(this.#mac(accountId, bytes), bytes.subarray(PAYLOAD_LENGTH))) return undefined;
    return readPayload(bytes);
  }

  #mac(accountId: string, bytes: Buffer): Buffer {
    const mac = createHmac('sha256', this.#key).update(accountId).update(bytes.subarray(0, PAYLOAD_LENGTH));
    return mac.digest().subarray(0, MAC_LENGTH);
  }
}

function readPayload(bytes: Buffer): PageCursor | undefined {
  const state = bytes.readUInt8(1);
  const size = bytes.readUInt16BE(2);
  const id = bytes.toString('latin1', 10, PAYLOAD_LENGTH);
  const sound = bytes.readUInt8(0) === VERSION && state < STATES.length && size >= 1 && size <= MAX_PAGE_SIZE;
  if (!sound || !isResourceId(id)) return undefined;
  const createTime = `${new Date(bytes.readIntBE(4, 6) * 1000).toISOString().slice(0, 19)}Z`;
  return { state: STATES[state], size, after: { createTime, id } };
}
