import type { ExamTask } from '@rollcall/server/sandbox/grade';

export type TaskName = ExamTask['do'];
/** The command for each task; undefined where the client cannot do it. */
export type TaskCommands = Readonly<Record<TaskName, string | undefined>>;

/** What may stand in a command, in braces. */
const PLACEHOLDER = /\{(user|user_id|email|filter)\}/g;

/**
 * The command for a task with everything filled in.
 *
 * @returns the command; or why there is none
 */
export function commandFor(
  task: ExamTask,
  commands: TaskCommands,
): { readonly command: string } | { readonly reason: string } {
  const command = commands[task.do];
  if (command === undefined) return { reason: `There is no --on-${task.do}, so the client was not asked to do this.` };
  const values = valuesOf(task);
  const missing = [...command.matchAll(PLACEHOLDER)].find(([, name = '']) => values[name] === undefined);
  if (missing !== undefined) {
    return { reason: `--on-${task.do} takes ${missing[0]}, which the situation does not give: {user} fits both.` };
  }
  // Ids, addresses and words of ours only: nothing that a shell would take for something else.
  return { command: command.replace(PLACEHOLDER, (_, name: string) => values[name] ?? '') };
}

function valuesOf(task: ExamTask): Readonly<Record<string, string | undefined>> {
  if (task.do === 'list') return { filter: task.filter ?? '' };
  const { person } = task;
  return 'userId' in person
    ? { user: person.userId, user_id: person.userId }
    : { user: person.email, email: person.email };
}
