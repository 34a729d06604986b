/** The grader: judges a client by the requests it sends, whatever it does, or led through awkward situations. */
export type { ExamOptions } from './exam/exam-options.ts';
export { runExam } from './exam/run-exam.ts';
export type { ExamCredentials, ExamOutcome, ExamPerson, ExamTask, Situation } from './exam/situation.ts';
export { SITUATIONS } from './exam/situations/index.ts';
export { gradeEntries } from './grade-entries.ts';
export type { GradeFacts } from './grade-facts.ts';
export { GRADE_RULES } from './grade-rules.ts';
