import { type Static, Type } from 'typebox';
import { JournalEntry } from './journal.ts';
import { closed, MOMENT } from './shapes.ts';

/** `not_observed`: nothing the client did says anything about the rule. */
export const VERDICTS = ['passed', 'failed', 'warning', 'not_observed'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const GradeEvidence = Type.Object(
  {
    sequence: Type.Integer({
      description:
        'The request, in the journal; of an exam: in the evidence of the report, counted over all situations.',
    }),
    note: Type.String({ description: 'What it shows.' }),
  },
  { ...closed, $id: 'GradeEvidence' },
);
export type GradeEvidence = Static<typeof GradeEvidence>;

export const GradeFinding = Type.Object(
  {
    rule: Type.String({ description: 'Name of the rule, such as follows-every-page.' }),
    title: Type.String({ description: 'The rule in a few words.' }),
    verdict: Type.Enum([...VERDICTS]),
    sentence: Type.String({ description: 'What was seen.' }),
    advice: Type.Optional(Type.String({ description: 'What to change in the client.' })),
    evidence: Type.Array(GradeEvidence),
    situation: Type.Optional(Type.String({ description: 'Of an exam: the situation it was seen in.' })),
  },
  { ...closed, $id: 'GradeFinding' },
);
export type GradeFinding = Static<typeof GradeFinding>;

/** How the client ended in a situation: with success or a failure of its own, stopped by the deadline, or never begun. */
export const ENDINGS = ['succeeded', 'failed', 'stopped', 'not_run'] as const;
export type Ending = (typeof ENDINGS)[number];

export const GradeSituation = Type.Object(
  {
    id: Type.String({ description: 'Name of the situation, such as token-expires.' }),
    title: Type.String({ description: 'The situation in a few words.' }),
    ending: Type.Enum([...ENDINGS], {
      description: 'How the client ended. stopped: the deadline came first. not_run: it was left out, or could not be.',
    }),
    verdict: Type.Enum([...VERDICTS], { description: 'The worst of what was found in it.' }),
    message: Type.Optional(Type.String({ description: 'What the client said when it failed, or why it was not run.' })),
    requests: Type.Integer(),
    first_sequence: Type.Optional(Type.Integer({ description: 'Of its first request.' })),
  },
  { ...closed, $id: 'GradeSituation' },
);
export type GradeSituation = Static<typeof GradeSituation>;

export const GradeReport = Type.Object(
  {
    verdict: Type.Enum(['passed', 'failed', 'incomplete'], {
      description:
        'failed: a rule is broken. incomplete: none is, but not every rule could be judged. passed: full marks.',
    }),
    totals: Type.Object(
      { passed: Type.Integer(), failed: Type.Integer(), warning: Type.Integer(), not_observed: Type.Integer() },
      closed,
    ),
    begin_time: Type.Optional(Type.String({ ...MOMENT, description: "Of the first request, by the machine's clock." })),
    end_time: Type.Optional(Type.String(MOMENT)),
    user_agents: Type.Array(Type.String()),
    requests: Type.Integer({ description: 'How many requests were judged.' }),
    findings: Type.Array(GradeFinding),
    situations: Type.Optional(
      Type.Array(GradeSituation, { description: 'Of an exam: what the client was put through, in this order.' }),
    ),
    evidence: Type.Array(JournalEntry, { description: 'The requests that findings refer to.' }),
  },
  { ...closed, $id: 'GradeReport' },
);
export type GradeReport = Static<typeof GradeReport>;
