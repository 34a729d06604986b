import type { JournalEntry } from '@rollcall/contract/sandbox';
import { answeredAt, arrivedAt, cameAfter, maySameCaller, signatureOf } from '../requests.ts';

/** Who asks again later than this does so for a reason of their own: another run, another question. */
const SOON_MS = 60_000;

export interface Repeat {
  readonly refused: JournalEntry;
  /** The same request, sent when the refusal was known. */
  readonly repeat: JournalEntry;
}

/** Every request that asked again what had just been answered like this. */
export function repeatsOf(
  requests: readonly JournalEntry[],
  isRefused: (request: JournalEntry) => boolean,
): readonly Repeat[] {
  const lastRefusals = new Map<string, JournalEntry>();
  return requests.flatMap((request) => {
    const signature = signatureOf(request);
    const refused = lastRefusals.get(signature);
    if (isRefused(request)) lastRefusals.set(signature, request);
    else lastRefusals.delete(signature);
    if (refused === undefined || !maySameCaller(request, refused) || !cameAfter(request, refused)) return [];
    const isChanged = request.request_body !== refused.request_body;
    return isChanged || arrivedAt(request) - answeredAt(refused) > SOON_MS ? [] : [{ refused, repeat: request }];
  });
}
