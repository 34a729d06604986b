import { type Connection, connect } from '../connection/connect.ts';
import { Interrupted } from '../failure.ts';
import { writeAboveProgress } from '../output/progress.ts';
import { openRecords } from '../output/records.ts';
import type { ChangeValues } from './change-options.ts';
import { collectUsers } from './collect-users.ts';
import { confirmOrEnd, requireAnswerable } from './confirm.ts';
import { type ContinueChanges, continueCommand } from './continue-command.ts';
import { Journal } from './journal.ts';
import { findUnfinished, newJournalPath } from './journal-folder.ts';
import { outcomeShape } from './outcome.ts';
import { type Person, resolvePeople } from './people.ts';
import { discardRun, openUnfinished, requireAlone, sayResumed } from './resume-run.ts';
import { finishRun } from './run.ts';
import { showDryRun } from './show-dry-run.ts';
import { findStatesBefore } from './states-before.ts';
import { type StopRequest, withStopRequest } from './stop-request.ts';
import { besideUnfinished, describeRun, progressOf } from './unfinished-run.ts';
import type { Verb } from './verb.ts';

/** A call of `users suspend` or `users reactivate`. */
export interface ChangeCall {
  readonly verb: Verb;
  readonly given: readonly string[];
  readonly options: ChangeValues;
  readonly givenAs: (name: keyof ChangeValues) => string | undefined;
}

/** Carries the call out, from who is meant to the exit code. */
export async function changeCommand(call: ChangeCall): Promise<void> {
  await withStopRequest(async (stop) => {
    try {
      const { discard, resume } = call.options;
      await (discard ? drop(call, stop) : resume ? resumeRun(call, stop) : newRun(call, stop));
    } catch (error) {
      // Only before changes begin: after that, the run says itself where it was stopped.
      if (stop.exitCode === undefined || error instanceof Interrupted) throw error;
      throw new Interrupted('Stopped. Nothing was changed.', stop.exitCode);
    }
  });
}

async function newRun(call: ChangeCall, stop: StopRequest): Promise<void> {
  const { verb, options, given } = call;
  const { words, fromStandardInput, source } = await collectUsers(given, options.file, stop.signal);
  if (words.length === 0) return (await openRecords(options.output, outcomeShape(options.output))).end();
  const ask = words.length > 1 && !options.yes && !options.dryRun;
  if (ask) requireAnswerable(words.length, fromStandardInput);
  const connection = await connectFor(call, stop);
  const identity = identityOf(verb, connection);
  const unfinished = options.dryRun ? undefined : await findUnfinished(identity);
  if (unfinished !== undefined) process.stderr.write(besideUnfinished(verb.name, unfinished));
  const { users } = connection.client;
  const { people: named, missing } = await resolvePeople(users, words, stop.signal);
  const { people, complete } = await findStatesBefore(users, named, stop.signal);
  if (!complete) process.stderr.write(`rollcall: ${beforeUnknown(verb)}\n`);
  const plan = { ...(await planned(call, connection, stop)), earlier: [], missing, people };
  if (options.dryRun) return showDryRun(plan);
  if (ask && people.length > 1) await confirmOrEnd(questionOf(verb, people, missing.length, connection), stop.signal);
  const started = new Date();
  const header = {
    rollcall_journal: 1,
    ...identity,
    started: started.toISOString(),
    source,
    people,
    missing,
  } as const;
  const journal =
    people.length > 1 ? await Journal.create(options.journal ?? newJournalPath(verb.name, started), header) : undefined;
  await finishRun({ ...plan, journal });
}

async function resumeRun(call: ChangeCall, stop: StopRequest): Promise<void> {
  const { verb, options } = call;
  requireAlone(call, 'resume');
  const connection = await connectFor(call, stop);
  const { journal, content } = await openUnfinished(call, identityOf(verb, connection));
  try {
    const { earlier, people } = progressOf(content);
    sayResumed(content, connection);
    if (people.length > 1 && !options.yes) {
      requireAnswerable(people.length, false);
      const question = questionOf(verb, people, 0, connection);
      await confirmOrEnd(`Go on with ${describeRun(content)}: ${question}`, stop.signal);
    }
    await finishRun({ ...(await planned(call, connection, stop)), earlier, missing: [], people, journal });
  } finally {
    await journal.close();
  }
}

async function drop(call: ChangeCall, stop: StopRequest): Promise<void> {
  requireAlone(call, 'discard');
  await discardRun(call, identityOf(call.verb, await connectFor(call, stop)));
}

function connectFor({ options }: ChangeCall, { signal }: StopRequest): Promise<Connection> {
  const { requestsPerMinute } = options;
  return connect(options, {
    signal,
    requestsPerMinute: requestsPerMinute === 0 ? undefined : requestsPerMinute,
    writeLine: writeAboveProgress,
  });
}

function identityOf(verb: Verb, { baseUrl, accountId }: Connection) {
  return { verb: verb.name, base_url: baseUrl, account_id: accountId };
}

async function planned({ verb, options, givenAs }: ChangeCall, connection: Connection, stop: StopRequest) {
  const output = await openRecords(options.output, outcomeShape(options.output));
  const resume = (changes: ContinueChanges) => continueCommand(verb.name, options, givenAs, changes);
  return { verb, connection, stop, resume, output, journal: undefined };
}

function questionOf(
  verb: Verb,
  people: readonly Person[],
  missing: number,
  { baseUrl, accountId }: Connection,
): string {
  const already = people.filter(({ before }) => before === verb.target).length;
  const notes = [
    already === 0 ? undefined : `${already} ${already === 1 ? 'is' : 'are'} ${verb.target.toLowerCase()} already`,
    missing === 0 ? undefined : `${missing} more ${missing === 1 ? 'was' : 'were'} not found`,
  ].filter((note) => note !== undefined);
  const asides = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  const name = verb.name.charAt(0).toUpperCase() + verb.name.slice(1);
  return `${name} ${people.length} people${asides} of account ${accountId} at ${baseUrl}?`;
}

function beforeUnknown({ done, target }: Verb): string {
  return (
    `The application may not look who is ${target.toLowerCase()} already (scopes list_users and get_user): ` +
    `they will be counted as ${done}.`
  );
}
