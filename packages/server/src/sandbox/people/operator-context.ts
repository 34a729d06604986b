import type { ChangeContext } from '../../domain/audit.ts';

/** The circumstances of what the sandbox itself does. @param at milliseconds since the Unix epoch */
export function operatorContext(at: number): ChangeContext {
  return {
    at,
    actor: { kind: 'operator', id: 'sandbox', address: undefined, userAgent: undefined },
    requestId: 'sandbox',
  };
}
