import type { JournalEntry } from '@rollcall/contract/sandbox';
import type { Judgement } from '../rule.ts';
import type { Attendance } from './attendance.ts';

/** The same, with requests counted on from those of the situations before: every account counts from 1. */
export function renumbered(attendance: Attendance, before: number): Attendance {
  const { traces, judgements, result } = attendance;
  const requests = traces.requests.map((request) => shifted(request, before));
  const [first] = requests;
  return {
    ...attendance,
    traces: { ...traces, requests },
    judgements: new Map([...judgements].map(([rule, judgement]) => [rule, pointingAt(judgement, before)])),
    result: { ...result, ...(first && { first_sequence: first.sequence }) },
  };
}

function shifted(request: JournalEntry, by: number): JournalEntry {
  const { token } = request;
  const issued = token?.issued_by === undefined ? {} : { issued_by: token.issued_by + by };
  return { ...request, sequence: request.sequence + by, ...(token && { token: { ...token, ...issued } }) };
}

function pointingAt(judgement: Judgement, by: number): Judgement {
  const evidence = judgement.evidence.map((each) => ({ ...each, sequence: each.sequence + by }));
  return { ...judgement, evidence };
}
