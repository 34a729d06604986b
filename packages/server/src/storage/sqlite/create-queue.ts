import type { ExternalChanges } from './read/external-changes.ts';
import type { ReadModel } from './read/read-model.ts';
import type { Executor } from './write/executor.ts';
import { WriteQueue } from './write/write-queue.ts';

/** What a batch changed reaches the read model before its answers go out. */
export function createQueue(executor: Executor, model: ReadModel, changes: ExternalChanges): WriteQueue {
  return new WriteQueue(executor, (outcome) => {
    // An outcome nobody knows, or a commit of somebody else between two of ours: what was read may be out of date.
    if (outcome === undefined || (outcome.epoch >= 0 && changes.isUnknown(outcome.epoch))) model.clear();
    for (const effect of outcome?.effects ?? []) model.apply(effect);
  });
}
