import { type Static, Type } from 'typebox';
import { closed, MOMENT } from './shapes.ts';

/** The clock of an account. */
export const SandboxClock = Type.Object(
  {
    time: Type.String({ ...MOMENT, description: 'What the clock shows: RFC 3339, UTC, with milliseconds.' }),
    frozen: Type.Boolean({
      description: 'Whether it stands still. A clock that runs goes at the pace of the machine.',
    }),
  },
  { ...closed, $id: 'SandboxClock' },
);
export type SandboxClock = Static<typeof SandboxClock>;

export const SetClockRequest = Type.Object(
  {
    time: Type.Optional(
      Type.String({ ...MOMENT, description: 'Set it to this: RFC 3339 with any offset. Forwards or backwards.' }),
    ),
    frozen: Type.Optional(Type.Boolean({ description: 'Stop it, or let it run.' })),
  },
  { ...closed, minProperties: 1, $id: 'SetClockRequest' },
);
export type SetClockRequest = Static<typeof SetClockRequest>;

export const AdvanceClockRequest = Type.Object(
  {
    seconds: Type.Number({
      exclusiveMinimum: 0,
      maximum: 3_155_760_000,
      description: 'How far, in seconds; fractions are milliseconds. A frozen clock stays frozen.',
    }),
  },
  { ...closed, $id: 'AdvanceClockRequest' },
);
export type AdvanceClockRequest = Static<typeof AdvanceClockRequest>;
