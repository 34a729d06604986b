import type { ControlOperation } from '../control-operation.ts';
import { ACCOUNT, DONE } from './shapes.ts';

/** What happened, and what it says. */
export const JOURNAL_CONTROLS = [
  {
    id: 'ListJournal',
    method: 'GET',
    path: `${ACCOUNT}/journal`,
    tag: 'Journal',
    summary: 'Read the journal',
    query: 'JournalQuery',
    success: { status: 200, description: 'The requests that fit.', schema: 'SandboxJournal' },
  },
  {
    id: 'WaitForRequests',
    method: 'GET',
    path: `${ACCOUNT}/journal:wait`,
    tag: 'Journal',
    summary: 'Wait until requests have been answered',
    query: 'WaitForRequestsQuery',
    success: { status: 200, description: 'Whether they were, and which.', schema: 'WaitForRequestsResponse' },
  },
  {
    id: 'AssertJournal',
    method: 'POST',
    path: `${ACCOUNT}/journal:assert`,
    tag: 'Journal',
    summary: 'Hold the journal against expectations',
    body: 'AssertJournalRequest',
    success: { status: 200, description: 'Whether they are met.', schema: 'AssertJournalResponse' },
  },
  {
    id: 'ClearJournal',
    method: 'DELETE',
    path: `${ACCOUNT}/journal`,
    tag: 'Journal',
    summary: 'Empty the journal',
    success: DONE,
  },

  {
    id: 'GradeAccount',
    method: 'GET',
    path: `${ACCOUNT}/grade`,
    tag: 'Grade',
    summary: 'Judge the client by its requests',
    success: { status: 200, description: 'The report.', schema: 'GradeReport' },
  },
] as const satisfies readonly ControlOperation[];
