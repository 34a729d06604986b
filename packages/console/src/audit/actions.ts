import type { AuditAction } from '@rollcall/server/domain/audit';
import { audit } from '../texts/en/audit.ts';

export type ActionFamily = keyof typeof audit.actions;

/** Every action by its family, in the order in which they are offered. The texts are the list. */
export const ACTIONS: readonly { readonly family: ActionFamily; readonly actions: readonly AuditAction[] }[] =
  Object.entries(audit.actions).map(([family, names]) => ({
    family: family as ActionFamily,
    actions: Object.keys(names).map((name) => `${family}.${name}` as AuditAction),
  }));

const KNOWN = new Set<string>(ACTIONS.flatMap(({ actions }) => actions));

/** A newer server may know more. */
export function isKnownAction(action: string): action is AuditAction {
  return KNOWN.has(action);
}

export function familyOf(action: string): string {
  return action.split('.', 1)[0] ?? '';
}
