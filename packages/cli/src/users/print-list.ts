import type { User, Users } from '@rollcall/client';
import { counted } from '../output/print.ts';
import type { RecordOutput } from '../output/records.ts';

/** The most the API gives at once: the fewest requests. */
const PAGE_SIZE = 1000;

export interface ListedPeople {
  readonly filter: 'active' | 'suspended' | undefined;
  /** People at the most. */
  readonly limit: number | undefined;
}

/**
 * Walks over the people and prints them page by page: memory stays constant, and no page is fetched before the one before
 * it was taken. If the walk breaks, it says on stderr after how many, and the output is not completed.
 *
 * @returns how many were printed
 */
export async function printList(users: Users, people: ListedPeople, output: RecordOutput<User>): Promise<number> {
  const { filter, limit = Number.POSITIVE_INFINITY } = people;
  let count = 0;
  try {
    for await (const { results } of users.list({ filter, pageSize: Math.min(PAGE_SIZE, limit) }).pages()) {
      const some = results.slice(0, limit - count);
      await output.write(some);
      count += some.length;
      if (count >= limit) break;
    }
  } catch (error) {
    if (count > 0) {
      const sofar = counted(count, 'person', 'people');
      process.stderr.write(`rollcall: The list is not complete: it breaks off after ${sofar}.\n`);
    }
    throw error;
  }
  await output.end();
  return count;
}
