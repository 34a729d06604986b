/** A sandbox for tests, in their own process: the real service on throw-away data. Needs `@rollcall/server` installed. */
export type { Sandbox, SandboxConnection } from './sandbox.ts';
export type { PersonKind, Seed } from './seed.ts';
export { type SandboxOptions, startSandbox } from './start-sandbox.ts';
