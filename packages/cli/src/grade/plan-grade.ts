import { UsageError } from '../failure.ts';
import type { ValuesOf } from '../options/option.ts';
import type { gradeOptions } from './grade-options.ts';
import type { TaskCommands } from './task-command.ts';

type Values = ValuesOf<typeof gradeOptions>;

/** What the words and flags mean together. */
export type GradePlan =
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'watch' }
  | { readonly kind: 'judge' }
  | { readonly kind: 'exam'; readonly commands: TaskCommands }
  | { readonly kind: 'exam-by-hand' };

/** @throws UsageError where they do not go together */
export function planGrade(
  words: readonly string[],
  options: Values,
  givenAs: (name: keyof Values) => string | undefined,
): GradePlan {
  if (options.account !== undefined && options.controlUrl === undefined) {
    throw new UsageError(`${givenAs('account')} is for a sandbox that runs already: give its --control-url too.`);
  }
  for (const name of ['seed', 'http'] as const) {
    const given = options.controlUrl === undefined ? undefined : givenAs(name);
    if (given?.startsWith('--'))
      throw new UsageError(`${given} is for a sandbox of its own: leave --control-url away.`);
  }
  const commands = {
    list: options.onList,
    get: options.onGet,
    suspend: options.onSuspend,
    reactivate: options.onReactivate,
  };
  const hasCommands = Object.values(commands).some((command) => command !== undefined);
  if (!options.exam) {
    const ofExam = (['onList', 'onGet', 'onSuspend', 'onReactivate', 'only', 'speaks'] as const).find(
      (name) => options[name] !== undefined,
    );
    if (ofExam !== undefined) throw new UsageError(`${givenAs(ofExam)} is a part of the exam: give --exam too.`);
    return planRun(words, options, givenAs);
  }
  if (words.length > 0) {
    throw new UsageError(
      'An exam has a command for each task: give --on-list, --on-get, --on-suspend, --on-reactivate.',
    );
  }
  if (options.requests !== undefined) throw new UsageError(`${givenAs('requests')} and --exam exclude each other.`);
  if (hasCommands) return { kind: 'exam', commands };
  if (process.stdin.isTTY === true && process.stderr.isTTY === true) return { kind: 'exam-by-hand' };
  throw new UsageError(
    'There is no terminal to lead the client by hand: give the commands that let it work, such as --on-list "my-client list".',
  );
}

function planRun(
  words: readonly string[],
  options: Values,
  givenAs: (name: 'requests') => string | undefined,
): GradePlan {
  if (words.length > 0) {
    if (options.requests === undefined) return { kind: 'command', words };
    throw new UsageError(`${givenAs('requests')} is for a run without a command: with one, its end is the end.`);
  }
  return { kind: options.controlUrl === undefined || options.requests !== undefined ? 'watch' : 'judge' };
}
