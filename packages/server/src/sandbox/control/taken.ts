import { StorageConflict } from '../../storage/storage.ts';
import { ControlRefusal } from './control-refusal.ts';

/** Something else has that id or address. */
export function taken(conflict: StorageConflict): ControlRefusal {
  const violations = [{ field: conflict.field, description: 'is taken' }];
  return new ControlRefusal('already_exists', { sentence: conflict.message, violations, cause: conflict });
}

/** What a change came to. @throws ControlRefusal already_exists naming the field */
export async function orTaken<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    throw error instanceof StorageConflict ? taken(error) : error;
  }
}
