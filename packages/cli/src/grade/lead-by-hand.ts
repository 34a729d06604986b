import type { GradeReport } from '@rollcall/contract/sandbox';
import type { ExamCredentials, ExamTask, Situation } from '@rollcall/server/sandbox/grade';
import { Interrupted } from '../failure.ts';
import { tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { type ExamCall, holdExam } from './grade-exam.ts';
import type { TaskName } from './task-command.ts';

// Questions are no results: stdout may lead elsewhere.
const CONTEXT = { output: process.stderr };
const DEADLINE_MS = 3_600_000;

/** The same in every situation, so that the client is configured once. Good for nothing but this exam. */
const SAME = {
  accountId: 'EXAMEXAMEXAMEXAMEXAMEXAMEX',
  clientId: '00000000-0000-4000-8000-00000000e7a3',
  clientSecret: 'rcs_exam_exam_exam_exam_exam_exam_exam_exam_exam_exam',
};

const DOES: Readonly<Record<TaskName, string>> = {
  list: 'list people',
  get: 'look somebody up',
  suspend: 'suspend somebody',
  reactivate: 'reactivate somebody',
};

/** Holds an exam in which a person leads the client: says what it is to do, and asks how it ended. */
export async function leadByHand(call: ExamCall): Promise<GradeReport> {
  const { checkbox, select } = await import('@inquirer/prompts');
  const context = { ...CONTEXT, signal: call.signal };
  const choices = (['list', 'get', 'suspend', 'reactivate'] as const).map((value) => ({
    value,
    name: DOES[value],
    checked: true,
  }));
  const can = await quietly(checkbox({ message: 'What can your client do?', choices, required: true }, context));
  let before = '';
  return holdExam(
    { ...call, deadlineMs: call.deadlineMs ?? DEADLINE_MS },
    {
      credentials: SAME,
      signal: call.signal,
      leaveOut: ({ task }) =>
        can.includes(task.do) ? undefined : `The client cannot ${DOES[task.do]}, as it was said.`,
      async run(situation, credentials, signal) {
        const access = accessFields(credentials, call.place.trust?.ca);
        process.stderr.write(instructions(situation, access, access !== before));
        before = access;
        const ended = await quietly(
          select(
            {
              message: 'When your client is done: what does it say?',
              choices: [
                { value: true, name: 'It is done' },
                { value: false, name: 'It could not be done' },
              ],
            },
            { ...CONTEXT, signal },
          ),
        );
        if (!ended) throw new Error('It could not be done, the client said.');
      },
    },
  );
}

function accessFields(credentials: ExamCredentials, caFile: string | undefined): string {
  const fields: [string, string][] = [
    ['Base URL', credentials.baseUrl],
    ['API version', credentials.apiVersion],
    ['Account id', credentials.accountId],
    ['Client id', credentials.clientId],
    ['Client secret', credentials.clientSecret],
  ];
  if (caFile !== undefined) fields.push(['CA file', caFile]);
  return renderFields(fields, tableStyle());
}

function instructions({ id, title, task }: Situation, access: string, changed: boolean): string {
  const configure = changed ? `\nYour client is to use these values now:\n\n${access}\n` : '';
  return `\n${title} (${id})\n${configure}\nLet it ${instruction(task)}.\n\n`;
}

function instruction(task: ExamTask): string {
  if (task.do === 'list') return task.filter === undefined ? 'list everybody' : `list who is ${task.filter}`;
  const { person } = task;
  const who =
    'userId' in person ? `the person with the id ${person.userId}` : `the person with the address ${person.email}`;
  return `${task.do === 'get' ? 'look up' : task.do} ${who}`;
}

/** Ctrl-C in a question ends the exam. */
async function quietly<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') {
      process.kill(process.pid, 'SIGINT');
      throw new Interrupted('Interrupted. Nothing was judged.', 130);
    }
    throw error;
  }
}
