import { gradeEntries } from '../../grade/grade-entries.ts';
import type { ControlHandlers } from '../control-call.ts';

export const gradeHandlers = {
  GradeAccount: async ({ homed }) => {
    const { journal, storage } = homed().tenant;
    const applications = await storage.listApplications(undefined);
    return gradeEntries(journal.entries(), { applications });
  },
} as const satisfies ControlHandlers;
