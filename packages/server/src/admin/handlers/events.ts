import { type AdminCall, type AdminHandlers, AdminReply, type AdminServices } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';
import { EventHub } from './events/event-hub.ts';

/** One for a server, from the first who listens on. */
const hubs = new WeakMap<AdminServices, EventHub>();

export const eventHandlers = {
  FollowEvents: follow,
  FollowDeploymentEvents: follow,
} as const satisfies AdminHandlers;

async function follow(call: AdminCall): Promise<AdminReply> {
  const { services, caller } = call;
  if (caller === undefined) throw new AdminRefusal('unauthenticated');
  const hub = hubs.get(services) ?? new EventHub(services);
  hubs.set(services, hub);
  return new AdminReply({
    // A proxy that gathers what it passes on would hold events back.
    headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
    stream: await hub.join(call, caller),
  });
}
