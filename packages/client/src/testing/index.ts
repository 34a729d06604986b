/** Sandboxes for tests: the real service on throw-away data, in this process (needs `@rollcall/server`) or elsewhere. */
export type { AccountControls } from './controls/account-controls.ts';
export { connectSandbox, type RemoteSandbox, type SandboxAccount } from './controls/connect-sandbox.ts';
export type * from './controls/payloads.ts';
export type { Sandbox, SandboxConnection } from './sandbox.ts';
export type { PersonKind, Seed } from './seed.ts';
export { type SandboxOptions, startSandbox } from './start-sandbox.ts';
