import type { Random } from '../../domain/random.ts';
import type { Storage } from '../../storage/storage.ts';
import { repeatableRandom } from '../seed/repeatable-random.ts';

interface Wanted {
  readonly storage: Pick<Storage, 'listAudit'>;
  /** What the id derives from. */
  readonly source: string;
  readonly make: (random: Random) => string;
  readonly isTaken: (id: string) => Promise<boolean>;
}

/**
 * An id that nobody has or had: the same at every start after the same controls, and whoever comes back after being
 * removed is somebody else.
 */
export async function unusedId({ storage, source, make, isTaken }: Wanted): Promise<string> {
  const random = repeatableRandom(source);
  for (;;) {
    const id = make(random);
    if (await isTaken(id)) continue;
    const [heardOf] = await storage.listAudit({ subject: id, limit: 1 });
    if (heardOf === undefined) return id;
  }
}
