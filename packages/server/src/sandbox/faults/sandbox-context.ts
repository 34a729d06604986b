import type { ChangeContext } from '../../domain/audit.ts';
import type { Clock } from '../../domain/clock.ts';

/** The circumstances of what a fault changes: nobody did it but the sandbox, while this request came. */
export function sandboxContext(clock: Clock, requestId: string): ChangeContext {
  const actor = { kind: 'operator', id: 'sandbox', address: undefined, userAgent: undefined } as const;
  return { at: clock.now(), actor, requestId };
}
