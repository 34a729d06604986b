import type { CreateSnapshotRequest, SandboxSnapshot, SandboxSnapshots } from '@rollcall/contract/sandbox';
import type { Snapshot } from '../../tenant/snapshots.ts';
import type { ControlCall, ControlHandlers } from '../control-call.ts';
import { ControlRefusal } from '../control-refusal.ts';

export const snapshotHandlers = {
  CreateSnapshot: async ({ homed, body }) => {
    const { name } = body as CreateSnapshotRequest; // follows the schema
    const snapshot = await homed().tenant.keep(name);
    if (snapshot) return snapshotOf(snapshot);
    throw new ControlRefusal('already_exists', {
      sentence: `There is a snapshot ${name} already. Choose another name, or delete that one first.`,
    });
  },
  ListSnapshots: ({ homed }) => {
    return { snapshots: homed().tenant.snapshots.list().map(snapshotOf) } satisfies SandboxSnapshots;
  },
  DeleteSnapshot: async ({ homed, params }) => refuseMissing(params, await homed().tenant.forget(nameOf(params))),
  RestoreSnapshot: async ({ homed, params }) => refuseMissing(params, await homed().tenant.restore(nameOf(params))),
} as const satisfies ControlHandlers;

function nameOf({ snapshot = '' }: ControlCall['params']): string {
  return snapshot;
}

function refuseMissing(params: ControlCall['params'], there: boolean): undefined {
  if (there) return undefined;
  throw new ControlRefusal('not_found', {
    sentence: `The account has no snapshot ${nameOf(params)}. List its snapshots to see which there are.`,
  });
}

function snapshotOf({ name, createdAt, users }: Snapshot): SandboxSnapshot {
  return { name, create_time: new Date(createdAt).toISOString(), ...users };
}
