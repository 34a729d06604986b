import type { NewPerson, Person, PersonChanges } from '@rollcall/client/testing';
import { UsageError } from '../failure.ts';
import { choice, text, wholeNumber } from '../options/kinds.ts';
import { option } from '../options/option.ts';
import { counted, printJson, printLine, tableStyle, terminalWidth } from '../output/print.ts';
import { openRecords } from '../output/records.ts';
import { renderFields } from '../output/table.ts';
import { assignment, fieldsFrom, readJsonLike } from '../sandbox/assignments.ts';
import { accountControlOptions } from '../sandbox/control-options.ts';
import { withAccount } from '../sandbox/reach.ts';
import { outputOption } from '../users/users-options.ts';
import { defineCommand } from './command.ts';

const KINDS = ['member', 'suspended', 'owner', 'administrator', 'externally_managed'] as const;
const USER = {
  name: 'USER',
  kind: text('ID', /^[A-Z2-7]{26}$/, 'a user id, 26 characters of A-Z and 2-7'),
  description: 'The person.',
};
const TITLES = {
  id: 'Id',
  state: 'State',
  role: 'Role',
  externally_managed: 'External',
  create_time: 'Created',
  email: 'Email',
  display_name: 'Name',
} as const;
const COLUMNS = Object.keys(TITLES) as (keyof typeof TITLES)[]; // its own keys
const FIELDS = {
  name: 'FIELD=VALUE',
  kind: assignment('role=owner'),
  description: `Fields as in a directory file: ${COLUMNS.join(', ')}.`,
  many: true,
} as const;
/** Below this many characters a line, a table does without the time of joining. */
const NARROW = 110;
/** As many as are fetched at once. */
const BATCH = 1000;
const { json: _, ...reachOptions } = accountControlOptions;

export const peopleList = defineCommand({
  description:
    'Lists the people of an account of the sandbox with what the API does not show: roles, external management.',
  arguments: {},
  options: {
    kind: option({
      flag: 'kind',
      key: 'people_kind',
      kind: choice('KIND', KINDS),
      description: 'Only people one may do the same with.',
      fallbackNote: 'everybody',
    }),
    output: outputOption,
    ...reachOptions,
  },
  examples: [{ does: 'Who are the owners?', command: 'rollcall sandbox people list --kind owner' }],
  async run({ options }) {
    const narrow = options.output === 'table' && (terminalWidth() ?? NARROW) < NARROW;
    const columns = COLUMNS.filter((key) => !(narrow && key === 'create_time')).map((key) => ({
      key,
      title: TITLES[key],
      text: (person: Person) => String(person[key]),
      shrinks: key === 'email' || key === 'display_name',
    }));
    const output = await openRecords<Person>(options.output, { columns, document: (person) => person });
    await withAccount(options, async ({ people }) => {
      let batch: Person[] = [];
      for await (const person of people.list(options.kind)) {
        batch.push(person);
        if (batch.length < BATCH) continue;
        await output.write(batch);
        batch = [];
      }
      await output.write(batch);
    });
    await output.end();
  },
});

export const peopleCreate = defineCommand({
  description: 'Adds a person to an account of the sandbox.',
  arguments: { fields: FIELDS },
  options: accountControlOptions,
  examples: [
    {
      does: 'A second owner',
      command: "rollcall sandbox people create email=ada@example.com display_name='Ada Lovelace' role=owner",
    },
  ],
  async run({ arguments: { fields }, options }) {
    const person = fieldsFrom(fields, readField) as unknown as NewPerson; // the sandbox says what is wrong
    show(await withAccount(options, ({ people }) => people.create(person)), options.json);
  },
});

export const peopleUpdate = defineCommand({
  description:
    'Changes a person of an account of the sandbox. The rules of the API do not hold here: any account there could be can be made.',
  arguments: { user: USER, fields: FIELDS },
  options: accountControlOptions,
  examples: [
    {
      does: 'Now managed elsewhere',
      command: 'rollcall sandbox people update YIONJJSO7N3MDX3ILSBTGYGMAK externally_managed=true',
    },
  ],
  async run({ arguments: { user, fields }, options }) {
    if (fields.length === 0)
      throw new UsageError(`Nothing to change. Give one or more fields: role=owner, for example.`);
    const changes: PersonChanges = fieldsFrom(fields, readField);
    show(await withAccount(options, ({ people }) => people.update(user, changes)), options.json);
  },
});

export const peopleRemove = defineCommand({
  description: 'Removes a person from an account of the sandbox.',
  arguments: { user: USER },
  options: accountControlOptions,
  examples: [{ does: 'They have left', command: 'rollcall sandbox people remove YIONJJSO7N3MDX3ILSBTGYGMAK' }],
  run: ({ arguments: { user }, options }) => withAccount(options, ({ people }) => people.remove(user)),
});

export const peopleGenerate = defineCommand({
  description: 'Adds many people to an account of the sandbox: the same ones for the same random seed.',
  arguments: { count: { name: 'N', kind: wholeNumber(1, 1_000_000), description: 'How many.' } },
  options: {
    randomSeed: option({
      flag: 'random-seed',
      key: 'people_random_seed',
      kind: wholeNumber(0, 4_294_967_295),
      description: 'Another one gives other people.',
      fallbackNote: '1',
    }),
    ...accountControlOptions,
  },
  examples: [{ does: 'A large account', command: 'rollcall sandbox people generate 10000' }],
  async run({ arguments: { count }, options }) {
    const done = await withAccount(options, ({ people }) => people.generate(count, options.randomSeed));
    if (options.json) return printJson(done);
    printLine(`${counted(done.created, 'person', 'people')} added, ${done.updated} there already.`);
  },
});

/** A name may be a number: nothing but the switch is anything else than text. */
function readField(name: string, text: string): unknown {
  return name === 'externally_managed' ? readJsonLike(text) : text;
}

function show(person: Person, asJson: boolean): void {
  const fields = COLUMNS.map((key): [string, string] => [TITLES[key], String(person[key])]);
  if (asJson) printJson(person);
  else printLine(renderFields(fields, tableStyle()));
}
