/** Compiled, never run: what the client says of the wire is what the contract says of it. */
import type { ApiVersion, OperationId, User, UserPage, UserState } from '@rollcall/client';
import type * as testing from '@rollcall/client/testing';
import type * as contract from '@rollcall/contract';
import type * as controls from '@rollcall/contract/sandbox';

type Extends<Narrow extends Wide, Wide> = Narrow;
/** An error where they differ: each is held to the other. */
type Same<A extends B, B extends C, C = A> = [A, B, C];

export type Agreements = [
  Extends<contract.User, User>,
  Extends<contract.ListUsersResponse, UserPage>,
  Extends<OperationId, contract.OperationId>,
  Same<UserState, contract.UserState>,
  Same<ApiVersion, contract.ApiVersion>,
];

export type Fields = Same<KnownKeys<User>, keyof contract.User>;

/** The keys that are named; those that anything may stand under are left out. */
type KnownKeys<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };

/** What the controls of a sandbox send and take. */
export type ControlAgreements = [
  Same<testing.SandboxDescription, controls.SandboxDescription>,
  Same<testing.AccountDescription, controls.SandboxAccount>,
  Same<testing.CreateAccountRequest, controls.CreateAccountRequest>,
  Same<testing.AccountSettings, controls.UpdateAccountRequest>,
  Same<testing.SandboxClock, controls.SandboxClock>,
  Extends<testing.Fault, controls.CreateFaultRequest>,
  Same<testing.FaultState['hits'], controls.SandboxFault['hits']>,
  Same<testing.Person, controls.SandboxPerson>,
  Same<testing.NewPerson, controls.CreatePersonRequest>,
  Same<testing.PersonChanges, controls.UpdatePersonRequest>,
  Same<testing.Application, controls.SandboxApplication>,
  Same<testing.NewApplication, controls.CreateApplicationRequest>,
  Same<testing.Snapshot, controls.SandboxSnapshot>,
  Same<testing.CutOver, controls.SandboxCutOver>,
  Same<testing.Expectation, controls.JournalExpectation>,
  Same<testing.JournalEntry, controls.JournalEntry>,
  Same<testing.GradeReport, controls.GradeReport>,
];
