/*
 * The grader. `gradeEntries` judges a journal; `runExam(options: ExamOptions): Promise<GradeReport>` leads a client
 * through `SITUATIONS` and judges it.
 */
export type { ExamOptions } from './exam/exam-options.ts';
export type { ExamCredentials, ExamOutcome, ExamPerson, ExamTask, Situation } from './exam/situation.ts';
export { gradeEntries } from './grade-entries.ts';
export type { GradeFacts } from './grade-facts.ts';
