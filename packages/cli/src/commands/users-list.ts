import { connect } from '../connection/connect.ts';
import { CONNECTION_EXIT_CODES } from '../connection/exit-codes.ts';
import { UsageError } from '../failure.ts';
import { connectionOptions } from '../options/connection-options.ts';
import { SWITCH, wholeNumber } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { counted } from '../output/print.ts';
import { columnsOption, outputOption } from '../users/users-options.ts';
import { defineCommand } from './command.ts';

export const usersList = defineCommand({
  description:
    'Lists people in the order they joined, while they are fetched: any number of them needs no more memory than a ' +
    'page. A walk that breaks ends with an exit code other than 0, and its JSON array stays open. In CSV, a cell that a ' +
    "spreadsheet would take for a formula begins with an apostrophe ('); with --file, rollcall takes it off again.",
  arguments: {},
  options: {
    active: optionWithDefault(
      { flag: 'active', key: 'users_active', kind: SWITCH, description: 'Only people who are active.' },
      'false',
    ),
    suspended: optionWithDefault(
      { flag: 'suspended', key: 'users_suspended', kind: SWITCH, description: 'Only people who are suspended.' },
      'false',
    ),
    output: outputOption,
    columns: columnsOption,
    limit: option({
      flag: 'limit',
      key: 'users_limit',
      kind: wholeNumber(1, Number.MAX_SAFE_INTEGER),
      description: 'People at the most.',
      fallbackNote: 'everybody',
    }),
    ...connectionOptions,
  },
  examples: [
    { does: 'Who is suspended', command: 'rollcall users list --suspended' },
    {
      does: 'Everybody who is active, for a spreadsheet',
      command: 'rollcall users list --active --output csv --columns email,display_name > active.csv',
    },
    {
      does: 'Names that hold "test", with jq',
      command: 'rollcall users list --output ndjson | jq -r \'select(.display_name | test("test"; "i")) | .id\'',
    },
  ],
  exitCodes: CONNECTION_EXIT_CODES,
  async run({ options, givenAs }) {
    const { active, suspended, output: format, limit } = options;
    if (active && suspended) {
      throw new UsageError(
        `${givenAs('active')} and ${givenAs('suspended')} exclude each other. Leave both out for everybody.`,
      );
    }
    const filter = active ? 'active' : suspended ? 'suspended' : undefined;
    const { client } = await connect(options);
    const { openRecords } = await import('../output/records.ts');
    const { userShape } = await import('../users/columns.ts');
    const { printList } = await import('../users/print-list.ts');
    const output = await openRecords(format, userShape(format, options.columns));
    const count = await printList(client.users, { filter, limit }, output);
    if (count === 0 && format === 'table') process.stderr.write('There is nobody to list.\n');
    else if (process.stderr.isTTY === true) process.stderr.write(`${counted(count, 'person', 'people')}.\n`);
  },
});
