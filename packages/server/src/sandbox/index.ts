export type { DirectoryFile } from '@rollcall/contract/directory-file';
// The grader is @rollcall/server/sandbox/grade: a start of the sandbox does not load it.
export type { PersonKind } from './people/person-kinds.ts';
export type { SandboxOptions, SandboxRegionOptions } from './sandbox-options.ts';
export type { SandboxCredentials } from './seed/fill-storage.ts';
export type { Seed } from './seed/seed.ts';
export { type Sandbox, startSandbox } from './start-sandbox.ts';
