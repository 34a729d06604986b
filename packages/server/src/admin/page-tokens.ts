import { openText, sealText } from '../domain/sealed-text.ts';
import type { Storage } from '../storage/storage.ts';
import type { AdminServices } from './admin-call.ts';
import { AdminRefusal } from './admin-refusal.ts';

const KEY_NAME = 'admin-page-tokens';
/** It never changes as long as the store lives. */
const keys = new WeakMap<Storage, Promise<Uint8Array>>();

/** What a walk through a list is bound to: the list, and everything that was asked for. */
export type Walk = readonly (string | number | boolean | undefined)[];

/**
 * Seals a place in a list, which may be a name: what stands in addresses is kept by browsers and proxies.
 * @param place JSON
 */
export async function sealPlace(services: AdminServices, walk: Walk, place: object | number): Promise<string> {
  return sealText(await keyOf(services), purposeOf(walk), JSON.stringify(place), services.random);
}

/**
 * The place that was sealed for this walk; undefined where it begins.
 * @throws AdminRefusal invalid_argument for anything else
 */
export async function openPlace(services: AdminServices, walk: Walk, token: string | undefined): Promise<unknown> {
  if (token === undefined || token === '') return undefined;
  const place = openText(await keyOf(services), purposeOf(walk), token);
  if (place !== undefined) return JSON.parse(place);
  const description = 'must be the next_page_token of the page before, sent with the same filters and order';
  const violations = [{ field: 'page_token', description }];
  throw new AdminRefusal('invalid_argument', { sentence: `page_token ${description}.`, violations });
}

function purposeOf(walk: Walk): string {
  return JSON.stringify(walk.map((each) => each ?? null));
}

/** A store that did not answer is asked again. */
function keyOf({ storage }: AdminServices): Promise<Uint8Array> {
  let key = keys.get(storage);
  if (key === undefined) {
    key = storage.loadKey(KEY_NAME);
    key.catch(() => keys.delete(storage));
    keys.set(storage, key);
  }
  return key;
}
