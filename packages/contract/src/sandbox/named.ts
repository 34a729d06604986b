import * as account from './schemas/account.ts';
import * as application from './schemas/application.ts';
import * as clock from './schemas/clock.ts';
import * as fault from './schemas/fault.ts';
import * as grade from './schemas/grade.ts';
import * as journal from './schemas/journal.ts';
import * as person from './schemas/person.ts';

export { faultSchemaFor } from './schemas/fault.ts';

/** The schemas that the controls' OpenAPI document refers to, by name. */
export const CONTROL_SCHEMAS = {
  SandboxDescription: account.SandboxDescription,
  SandboxRegion: account.SandboxRegion,
  SandboxAccount: account.SandboxAccount,
  SandboxAccounts: account.SandboxAccounts,
  SandboxLimits: account.SandboxLimits,
  CreateAccountRequest: account.CreateAccountRequest,
  UpdateAccountRequest: account.UpdateAccountRequest,
  SandboxSnapshot: account.SandboxSnapshot,
  SandboxSnapshots: account.SandboxSnapshots,
  CreateSnapshotRequest: account.CreateSnapshotRequest,
  SandboxCutOver: account.SandboxCutOver,
  SandboxClock: clock.SandboxClock,
  SetClockRequest: clock.SetClockRequest,
  AdvanceClockRequest: clock.AdvanceClockRequest,
  SandboxFault: fault.SandboxFault,
  SandboxFaults: fault.SandboxFaults,
  CreateFaultRequest: fault.CreateFaultRequest,
  SandboxPerson: person.SandboxPerson,
  SandboxPeople: person.SandboxPeople,
  ListPeopleQuery: person.ListPeopleQuery,
  CreatePersonRequest: person.CreatePersonRequest,
  UpdatePersonRequest: person.UpdatePersonRequest,
  GeneratePeopleRequest: person.GeneratePeopleRequest,
  GeneratePeopleResponse: person.GeneratePeopleResponse,
  SandboxApplication: application.SandboxApplication,
  SandboxApplications: application.SandboxApplications,
  CreateApplicationRequest: application.CreateApplicationRequest,
  UpdateApplicationRequest: application.UpdateApplicationRequest,
  JournalEntry: journal.JournalEntry,
  JournalToken: journal.JournalToken,
  JournalPage: journal.JournalPage,
  JournalQuery: journal.JournalQuery,
  SandboxJournal: journal.SandboxJournal,
  WaitForRequestsQuery: journal.WaitForRequestsQuery,
  WaitForRequestsResponse: journal.WaitForRequestsResponse,
  JournalExpectation: journal.JournalExpectation,
  AssertJournalRequest: journal.AssertJournalRequest,
  AssertJournalResponse: journal.AssertJournalResponse,
  GradeEvidence: grade.GradeEvidence,
  GradeFinding: grade.GradeFinding,
  GradeSituation: grade.GradeSituation,
  GradeReport: grade.GradeReport,
} as const;

export type ControlSchemaName = keyof typeof CONTROL_SCHEMAS;

export { FAULT_KINDS } from './schemas/fault.ts';
export { REASON_PATTERN, SNAPSHOT_NAME_PATTERN } from './schemas/shapes.ts';
