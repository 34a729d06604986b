import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { ChangeContext } from '@rollcall/server';

/** The circumstances of a change made on the command line, now, by whoever the operating system says is calling. */
export function operatorContext(): ChangeContext {
  return {
    at: Date.now(),
    actor: { kind: 'operator', id: operatingSystemUser(), address: undefined, userAgent: undefined },
    requestId: randomUUID(),
  };
}

function operatingSystemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers run under numbers that no user database knows.
    return `uid:${process.getuid?.() ?? 'unknown'}`;
  }
}
