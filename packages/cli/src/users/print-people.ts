import type { User, Users } from '@rollcall/client';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { printableText } from '../output/printable-text.ts';
import { startProgress } from '../output/progress.ts';
import { type OutputFormat, type OutputShape, openRecords, type RecordOutput } from '../output/records.ts';
import { renderFields } from '../output/table.ts';
import { type UserField, userShape } from './columns.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOfError } from './outcome-of-error.ts';
import { type Person, resolvePeople } from './people.ts';
import { LONG_RUN } from './run.ts';
import type { UserWord } from './user-word.ts';

export interface PrintOptions {
  readonly format: OutputFormat;
  readonly columns: readonly UserField[] | undefined;
  /** Somebody named alone: fields in place of a table, an object in place of an array. */
  readonly alone: boolean;
}

/** Looks people up and prints them as they come; names on stderr who is not there, and sets the exit code. */
export async function printPeople(users: Users, words: readonly UserWord[], options: PrintOptions): Promise<void> {
  const { people, known, missing } = await resolvePeople(users, words);
  const output = await openPeople(options);
  const progress = await startProgress({
    doing: 'Looking up',
    things: 'people',
    total: people.length,
    worthwhile: people.length - known.size >= LONG_RUN,
  });
  const sayMissing = (outcome: Pick<Outcome, 'user' | 'message'>) => {
    process.exitCode = 3;
    progress.aside(() => process.stderr.write(`rollcall: ${printableText(`${outcome.user}: ${outcome.message}`)}\n`));
  };
  try {
    for (const outcome of missing) sayMissing(outcome);
    for (const [index, person] of people.entries()) {
      const user = known.get(person.id) ?? (await lookUp(users, person, sayMissing));
      if (user !== undefined) await progress.aside(() => output.write([user]));
      progress.update(index + 1, index + 1);
    }
  } finally {
    progress.stop();
  }
  await output.end();
}

async function lookUp(
  users: Users,
  { id, user }: Person,
  sayMissing: (outcome: Pick<Outcome, 'user' | 'message'>) => void,
): Promise<User | undefined> {
  try {
    return await users.get(id);
  } catch (error) {
    const why = outcomeOfError(error);
    if (why?.outcome !== 'not_found') throw error;
    sayMissing({ user, message: why.message });
    return undefined;
  }
}

function openPeople({ format, columns, alone }: PrintOptions): Promise<RecordOutput<User>> {
  const shape = userShape(format, columns);
  return alone && (format === 'table' || format === 'json')
    ? Promise.resolve(one(format, shape))
    : openRecords(format, shape);
}

function one(format: 'table' | 'json', { columns, document }: OutputShape<User>): RecordOutput<User> {
  return {
    async write(users) {
      for (const user of users) {
        if (format === 'json') printJson(document(user));
        else
          printLine(
            renderFields(
              columns.map(({ title, text }) => [title, text(user)]),
              tableStyle(),
            ),
          );
      }
    },
    end: async () => {},
  };
}
