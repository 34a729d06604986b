import type { JournalEntry, RequestFilter } from '@rollcall/client/testing';
import { choice, text, wholeNumber } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { openRecords } from '../output/records.ts';
import { accountControlOptions } from '../sandbox/control-options.ts';
import { withAccount } from '../sandbox/reach.ts';
import { DURATION } from '../sandbox/words.ts';
import { outputOption } from '../users/users-options.ts';
import { defineCommand } from './command.ts';

const { json: _, ...reachOptions } = accountControlOptions;

const filterOptions = {
  operation: option({
    flag: 'operation',
    key: 'journal_operation',
    kind: text('OPERATION', /^[A-Za-z]+$/, 'an operation such as ListUsers'),
    description: 'Only its calls.',
  }),
  outcome: option({
    flag: 'outcome',
    key: 'journal_outcome',
    kind: choice('OUTCOME', ['succeeded', 'refused', 'failed', 'no_answer']),
    description: 'Only what ended so.',
  }),
  status: option({
    flag: 'status',
    key: 'journal_status',
    kind: wholeNumber(100, 599),
    description: 'Only answers with this status.',
  }),
  reason: option({
    flag: 'reason',
    key: 'journal_reason',
    kind: text('REASON', /^[a-z_]+$/, 'a reason such as no_owner_remain'),
    description: 'Only what was refused for it.',
  }),
  user: option({
    flag: 'user',
    key: 'journal_user',
    kind: text('ID', /^\S+$/, 'a user id'),
    description: 'Only calls about this person.',
  }),
  after: option({
    flag: 'after',
    key: 'journal_after',
    kind: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    description: 'Only requests after this number.',
  }),
};

export const journalList = defineCommand({
  description: 'Lists the requests to an account of the sandbox and what they meant, oldest first. Secrets are masked.',
  arguments: {},
  options: { ...filterOptions, output: outputOption, ...reachOptions },
  examples: [
    { does: 'What did the client do?', command: 'rollcall sandbox journal list' },
    {
      does: 'Everything that is known of each refusal',
      command: 'rollcall sandbox journal list --outcome refused --output json',
    },
  ],
  async run({ options }) {
    await print(await withAccount(options, ({ journal }) => journal.list(filterFrom(options))), options.output);
  },
});

export const journalWait = defineCommand({
  description:
    'Waits until requests of a kind have been answered, and lists them. Ends with an error when the time is over first.',
  arguments: {},
  options: {
    count: optionWithDefault(
      { flag: 'count', key: 'journal_count', kind: wholeNumber(1, 100_000), description: 'How many.' },
      '1',
    ),
    within: optionWithDefault(
      { flag: 'within', key: 'journal_within', kind: DURATION, description: 'How long to wait, a minute at the most.' },
      '5s',
    ),
    ...filterOptions,
    output: outputOption,
    ...reachOptions,
  },
  examples: [
    {
      does: 'In a script: two people were suspended',
      command: 'rollcall sandbox journal wait --operation SuspendUser --outcome succeeded --count 2',
    },
  ],
  async run({ options }) {
    const { count, within } = options;
    const entries = await withAccount(options, ({ journal }) => {
      return journal.wait(filterFrom(options), { count, timeoutMs: Math.min(within * 1000, 60_000) });
    });
    await print(entries, options.output);
  },
});

export const journalClear = defineCommand({
  description: 'Empties the journal of an account of the sandbox.',
  arguments: {},
  options: reachOptions,
  examples: [{ does: 'From here on', command: 'rollcall sandbox journal clear' }],
  run: ({ options }) => withAccount(options, ({ journal }) => journal.clear()),
});

interface Filter extends Pick<RequestFilter, 'operation' | 'outcome' | 'status' | 'reason' | 'after'> {
  readonly user: string | undefined;
}

function filterFrom({
  operation,
  outcome,
  status,
  reason,
  user,
  after,
}: { readonly [Name in keyof Filter]: Filter[Name] | undefined }): RequestFilter {
  const all = { operation, outcome, status, reason, user_id: user, after };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function print(entries: readonly JournalEntry[], format: Parameters<typeof openRecords>[0]): Promise<void> {
  const column = (key: string, text: (entry: JournalEntry) => string) => ({ key, title: key, text });
  const columns = [
    column('sequence', ({ sequence }) => String(sequence)),
    column('time', ({ time }) => time),
    column('operation', ({ operation, page }) =>
      page ? `${operation} (walk ${page.walk}, page ${page.number})` : operation,
    ),
    column('status', ({ status }) => (status === undefined ? '' : String(status))),
    column('outcome', ({ outcome, reason }) => (reason === undefined ? outcome : `${outcome}: ${reason}`)),
    column('fault', ({ fault }) => (fault === undefined ? '' : `${fault.id} ${fault.kind}`)),
    column('user_agent', ({ user_agent }) => user_agent ?? ''),
  ];
  const output = await openRecords<JournalEntry>(format, { columns, document: (entry) => entry });
  await output.write(entries);
  await output.end();
}
