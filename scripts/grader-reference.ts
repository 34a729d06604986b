import { GRADE_RULES, SITUATIONS } from '@rollcall/server/sandbox/grade';

/** `docs/reference/grader.md`: what is judged and why, and what an exam leads a client through. */
export function graderReference(): string {
  const rules = GRADE_RULES.map(({ id, title, why }) => row(`\`${id}\``, title, why));
  const situations = SITUATIONS.map(({ id, title, description, judges }) =>
    row(`\`${id}\``, title, description, judges.map((rule) => `\`${rule}\``).join(', ')),
  );
  return `${[
    '<!-- Generated from packages/server/src/sandbox/grade by `npm run generate`. Change it there. -->',
    '',
    '# The grader',
    '',
    'What a sandbox judges a client by: its requests, as they stand in the journal of an account, and in an exam also how the',
    'client ended and who was changed. A finding is `passed`, `failed`, `warning`, or `not_observed` where nothing the client did',
    'says anything about the rule. The report is `failed` when a rule is broken, `incomplete` when none is but not every rule could',
    'be judged, and `passed` otherwise: full marks.',
    '',
    '## Rules',
    '',
    row('rule', 'a good client', 'why'),
    row('---', '---', '---'),
    ...rules,
    '',
    'Those on whether the task was done, whether the truth was told and who was changed are judged in an exam only; scopes are judged',
    'outside of exams only, because in an exam the application has those that the exam gave it.',
    '',
    '## Situations of the exam',
    '',
    'Each has an account of its own, made for it and removed afterwards. Every rule is judged in every situation; named here are',
    'those that a situation is about.',
    '',
    row('situation', 'in a few words', 'what happens, and what a good client does', 'rules'),
    row('---', '---', '---', '---'),
    ...situations,
  ].join('\n')}\n`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
