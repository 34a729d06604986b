export type { DirectoryFile } from '@rollcall/contract/directory-file';
export type { SandboxCredentials } from './fill-storage.ts';
export type { PersonKind } from './find-person.ts';
export { openSandboxStore, type SandboxStore, type SandboxStoreOptions } from './sandbox-store.ts';
export type { Seed } from './seed.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts';
