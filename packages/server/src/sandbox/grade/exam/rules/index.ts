import { changesNobodyElse } from './changes-nobody-else.ts';
import { doesItsTask } from './does-its-task.ts';
import type { ExamRule } from './exam-rule.ts';
import { reportsTheTruth } from './reports-the-truth.ts';

export const EXAM_RULES: readonly ExamRule[] = [doesItsTask, reportsTheTruth, changesNobodyElse];
