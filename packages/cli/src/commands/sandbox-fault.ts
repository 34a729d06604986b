import type { Fault, FaultState } from '@rollcall/client/testing';
import { OPERATIONS } from '@rollcall/contract';
import { FAULT_KINDS } from '@rollcall/contract/sandbox/schemas';
import { text } from '../options/kinds.ts';
import { optionWithDefault, requiredOption } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { assignment, fieldsFrom, readJsonLike } from '../sandbox/assignments.ts';
import { accountControlOptions } from '../sandbox/control-options.ts';
import { withAccount } from '../sandbox/reach.ts';
import { CALLS } from '../sandbox/words.ts';
import { defineCommand } from './command.ts';

const FAULT_ID = {
  name: 'FAULT',
  kind: text('ID', /^f\d+$/, 'the id of a fault, such as f1'),
  description: 'The fault.',
};
const KIND = {
  ...text('KIND', /^[A-Za-z][\w-]*$/, `a kind of fault: ${Object.keys(FAULT_KINDS).join(', ')}`),
  completion: Object.keys(FAULT_KINDS),
};
const OPERATION = {
  ...text('OPERATION', /^(\*|[A-Za-z]+)$/, 'an operation such as ListUsers, or * for any'),
  completion: OPERATIONS.map(({ id }) => id),
};

export const faultSet = defineCommand({
  description:
    'Lets calls of an operation go wrong: which ones is counted from now on, nothing happens by chance. Kinds, and what ' +
    `they take: ${kindsText()}.`,
  arguments: {
    kind: { name: 'KIND', kind: KIND, description: 'What goes wrong.' },
    fields: {
      name: 'FIELD=VALUE',
      kind: assignment('status=503'),
      description: 'How, where the kind asks for it.',
      many: true,
    },
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
    const fault = { kind, operation, ...calls, ...fieldsFrom(fields, readField) } as Fault; // the sandbox says what is wrong
    const set = await withAccount(options, ({ faults }) => faults.add(fault));
    if (options.json) return printJson(set);
    printLine(sentence(set));
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
      ...['Id', 'Kind', 'Operation', 'Calls', 'With'].map((title) => ({ title })),
      { title: 'Seen', align: 'right' },
      { title: 'Met', align: 'right' },
    ] as const;
    const rows = found.map(({ id, fault, calls, hits }) => {
      const { kind, operation, which, fields } = describe(fault);
      return [id, kind, operation, which, fields, String(calls), String(hits)];
    });
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

/** A comma stands between people, as elsewhere on the command line. */
const LISTS: ReadonlySet<string> = new Set(['suspend', 'reactivate', 'delete']);

function readField(name: string, text: string): unknown {
  return LISTS.has(name) && !text.startsWith('[') ? text.split(',') : readJsonLike(text);
}

/** `answer (status, reason), hang, …` */
function kindsText(): string {
  return Object.entries(FAULT_KINDS)
    .map(([kind, { takes }]) => {
      const fields = Object.keys(takes).join(', ');
      return fields === '' ? kind : `${kind} (${fields})`;
    })
    .join(', ');
}

/** What is set, in words: which calls, and the fields of the kind as they were given. */
function describe({ kind, operation, first_call: first = 1, last_call: last = first, ...given }: Fault) {
  const from = first === 1 ? 'all' : `${first} and later`;
  const which = last === null ? from : first === last ? String(first) : `${first} to ${last}`;
  const fields = Object.entries(given).map(([name, value]) => {
    return `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
  });
  return { kind, operation, which, fields: fields.join(' ') };
}

/** `f1: rate_limit for ListUsers, call 2, with retry_after_seconds=2.` */
function sentence({ id, fault }: FaultState): string {
  const { kind, operation, which, fields } = describe(fault);
  const target = operation === '*' ? 'whatever is called' : operation;
  const calls = /^\d+$/.test(which) ? `call ${which}` : which === 'all' ? 'all calls' : `calls ${which}`;
  return `${id}: ${kind} for ${target}, ${calls}${fields === '' ? '' : `, with ${fields}`}.`;
}
