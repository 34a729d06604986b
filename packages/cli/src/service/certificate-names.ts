import { isLoopback } from '../options/kinds.ts';
import type { ServicePlan } from './service-plan.ts';

/** Names beyond localhost the certificate must be good for: where it listens, and what clients are told. */
export function certificateNames({ listen, behaviour }: Pick<ServicePlan, 'listen' | 'behaviour'>): string[] {
  const names = new Set<string>();
  const everywhere = listen.host === '0.0.0.0' || listen.host === '::';
  // Not the machine's own name: containers get a new one at each start, and a new name makes a new CA.
  if (!everywhere && !isLoopback(listen.host)) names.add(listen.host);
  if (behaviour.publicUrl !== undefined) {
    const publicHost = new URL(behaviour.publicUrl).hostname.replace(/^\[|\]$/g, '');
    if (!isLoopback(publicHost)) names.add(publicHost);
  }
  return [...names];
}
