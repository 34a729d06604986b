/** Sandboxes for tests: the real service on throw-away data, in this process (needs `@rollcall/server`) or elsewhere. */
export type { ApplicationControls } from './controls/account/applications.ts';
export type { ClockControls } from './controls/account/clock.ts';
export type { CutOverControls } from './controls/account/cut-over.ts';
export type { FaultControls } from './controls/account/faults.ts';
export type { JournalControls } from './controls/account/journal.ts';
export type { PeopleControls } from './controls/account/people.ts';
export type { SnapshotControls } from './controls/account/snapshots.ts';
export type { AccountControls } from './controls/account-controls.ts';
export { connectSandbox, type RemoteSandbox, type SandboxRegion } from './controls/connect-sandbox.ts';
export type * from './controls/payloads.ts';
export type { SandboxAccount } from './controls/sandbox-account.ts';
export { SandboxError, type SandboxViolation } from './controls/sandbox-error.ts';
export type { Sandbox, SandboxConnection } from './sandbox.ts';
export type { PersonKind, Seed } from './seed.ts';
export { type SandboxOptions, startSandbox } from './start-sandbox.ts';
