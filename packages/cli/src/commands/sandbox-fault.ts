import type { Fault, FaultState } from '@rollcall/client/testing';
import { OPERATIONS } from '@rollcall/contract';
import { text } from '../options/kinds.ts';
import { optionWithDefault, requiredOption } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { accountControlOptions } from '../sandbox/control-options.ts';
import { withAccount } from '../sandbox/reach.ts';
import { ASSIGNMENT, CALLS } from '../sandbox/words.ts';
import { defineCommand } from './command.ts';

const FAULT_ID = {
  name: 'FAULT',
  kind: text('ID', /^f\d+$/, 'the id of a fault, such as f1'),
  description: 'The fault.',
};
const KIND = text('KIND', /^[a-z_]+$/, 'a kind of fault, such as answer, rate_limit, delay, cut_body or html');
const OPERATION = {
  ...text('OPERATION', /^(\*|[A-Za-z]+)$/, 'an operation such as ListUsers, or * for any'),
  completion: OPERATIONS.map(({ id }) => id),
};

export const faultSet = defineCommand({
  description:
    'Lets calls of an operation go wrong: which ones is counted from now on, nothing happens by chance. The kinds and ' +
    'their fields are in docs/openapi/sandbox.json, under CreateFaultRequest.',
  arguments: {
    kind: { name: 'KIND', kind: KIND, description: 'What goes wrong.' },
    fields: { name: 'FIELD=VALUE', kind: ASSIGNMENT, description: 'How, where the kind asks for it.', many: true },
  },
  options: {
    operation: requiredOption({
      flag: 'operation',
      key: 'fault_operation',
      kind: OPERATION,
      description: 'Calls of which operation.',
    }),
    calls: optionWithDefault({ flag: 'calls', key: 'fault_calls', kind: CALLS, description: 'Which calls.' }, '1'),
    ...accountControlOptions,
  },
  examples: [
    {
      does: 'The second list call is over the limit',
      command: 'rollcall sandbox fault set rate_limit retry_after_seconds=2 --operation ListUsers --calls 2',
    },
    {
      does: 'Every suspension is carried out, and nobody hears of it',
      command: 'rollcall sandbox fault set reset_connection when=after --operation SuspendUser --calls 1-',
    },
    {
      does: 'A proxy is in between',
      command: 'rollcall sandbox fault set html status=502 --operation GetUser --calls 1-3',
    },
  ],
  async run({ arguments: { kind, fields }, options }) {
    const { operation, calls } = options;
    const fault = { kind, operation, ...calls, ...Object.fromEntries(fields) } as Fault; // the sandbox says what is wrong
    const set = await withAccount(options, ({ faults }) => faults.add(fault));
    if (options.json) return printJson(set);
    printLine(`${set.id}: ${describe(set)}.`);
  },
});

export const faultList = defineCommand({
  description: 'Lists the faults that are set, how many calls they saw and how many they met.',
  arguments: {},
  options: accountControlOptions,
  examples: [{ does: 'Did the client run into it?', command: 'rollcall sandbox fault list' }],
  async run({ options }) {
    const found = await withAccount(options, ({ faults }) => faults.list());
    if (options.json) return printJson({ faults: found });
    if (found.length === 0) return printLine('No faults are set.');
    const columns = [
      { title: 'Id' },
      { title: 'Fault' },
      { title: 'Calls', align: 'right' },
      { title: 'Met', align: 'right' },
    ] as const;
    const rows = found.map((each) => [each.id, describe(each), String(each.calls), String(each.hits)]);
    printLine(renderTable(columns, rows, tableStyle()));
  },
});

export const faultRemove = defineCommand({
  description: 'Removes a fault.',
  arguments: { fault: FAULT_ID },
  options: accountControlOptions,
  examples: [{ does: 'Remove one', command: 'rollcall sandbox fault remove f1' }],
  run: ({ arguments: { fault }, options }) => withAccount(options, ({ faults }) => faults.remove(fault)),
});

export const faultClear = defineCommand({
  description: 'Removes all faults of an account of the sandbox.',
  arguments: {},
  options: accountControlOptions,
  examples: [{ does: 'All is well again', command: 'rollcall sandbox fault clear' }],
  run: ({ options }) => withAccount(options, ({ faults }) => faults.clear()),
});

/** `rate_limit on call 2 of ListUsers (retry_after_seconds=2)`. */
function describe({ fault }: FaultState): string {
  const { kind, operation, first_call: first = 1, last_call: last = first, ...fields } = fault;
  const calls =
    last === null ? `every call from the ${first}. on` : first === last ? `call ${first}` : `calls ${first} to ${last}`;
  const given = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const target = operation === '*' ? 'any operation' : operation;
  return `${kind} on ${calls} of ${target}${given.length === 0 ? '' : ` (${given.join(' ')})`}`;
}
