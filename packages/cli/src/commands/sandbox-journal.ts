import type { RequestFilter } from '@rollcall/client/testing';
import { OPERATIONS } from '@rollcall/contract';
import { UsageError } from '../failure.ts';
import { choice, text, wholeNumber } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { accountControlOptions } from '../sandbox/control-options.ts';
import { openJournal } from '../sandbox/journal-output.ts';
import { withAccount } from '../sandbox/reach.ts';
import { DURATION } from '../sandbox/words.ts';
import { outputOption } from '../users/users-options.ts';
import { defineCommand } from './command.ts';

const { json: _, ...reachOptions } = accountControlOptions;

const OPERATION = {
  ...text('OPERATION', /^[A-Za-z]+$/, 'an operation such as ListUsers'),
  completion: [...OPERATIONS.map(({ id }) => id), 'Unmatched'],
};
/** As many as the sandbox tells at once. */
const MOST = 10_000;
const LONGEST_WAIT_SECONDS = 60;
const COUNT = wholeNumber(0, 1_000_000);

const filterOptions = {
  operation: option({
    flag: 'operation',
    key: 'journal_operation',
    kind: OPERATION,
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
    const output = await openJournal(options.output);
    await withAccount(options, async ({ journal }) => {
      let after = options.after;
      for (let whole = true; whole; ) {
        const entries = await journal.list(filterFrom({ ...options, after }));
        await output.write(entries);
        after = entries.at(-1)?.sequence;
        whole = entries.length === MOST;
      }
    });
    await output.end();
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
    if (within > LONGEST_WAIT_SECONDS) throw new UsageError('--within: a sandbox waits a minute at the most. Give 1m.');
    const entries = await withAccount(options, ({ journal }) => {
      return journal.wait(filterFrom(options), { count, timeoutMs: within * 1000 });
    });
    const output = await openJournal(options.output);
    await output.write(entries);
    await output.end();
  },
});

export const journalAssert = defineCommand({
  description:
    'Ends with an error unless there are as many requests of a kind as expected; at least one where no number is given.',
  arguments: {},
  options: {
    exactly: option({ flag: 'exactly', key: 'journal_exactly', kind: COUNT, description: 'Neither more nor fewer.' }),
    atLeast: option({ flag: 'at-least', key: 'journal_at_least', kind: COUNT, description: 'This many or more.' }),
    atMost: option({ flag: 'at-most', key: 'journal_at_most', kind: COUNT, description: 'This many or fewer.' }),
    ...filterOptions,
    ...reachOptions,
  },
  examples: [
    {
      does: 'In a script: the limit was met once',
      command: 'rollcall sandbox journal assert --operation ListUsers --status 429 --exactly 1',
    },
    {
      does: 'Nobody was suspended',
      command: 'rollcall sandbox journal assert --operation SuspendUser --outcome succeeded --exactly 0',
    },
  ],
  run({ options }) {
    const { exactly, atLeast, atMost } = options;
    const expected = {
      ...filterFrom(options),
      ...(exactly !== undefined && { exactly }),
      ...(atLeast !== undefined && { at_least: atLeast }),
      ...(atMost !== undefined && { at_most: atMost }),
    };
    return withAccount(options, ({ journal }) => journal.assert(expected));
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
