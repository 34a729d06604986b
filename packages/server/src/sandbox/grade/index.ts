/*
 * The grader. `gradeEntries(entries, facts): GradeReport` judges a journal; `runExam(options: ExamOptions):
 * Promise<GradeReport>` leads a client through `SITUATIONS` and judges it; `GRADE_RULES` says what is judged and why.
 */
export type { ExamOptions } from './exam/exam-options.ts';
export type { ExamCredentials, ExamOutcome, ExamPerson, ExamTask, Situation } from './exam/situation.ts';
export type { GradeFacts } from './grade-facts.ts';
