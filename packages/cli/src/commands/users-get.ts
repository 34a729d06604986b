import { connect } from '../connection/connect.ts';
import { CONNECTION_EXIT_CODES } from '../connection/exit-codes.ts';
import { connectionOptions } from '../options/connection-options.ts';
import { writeAboveProgress } from '../output/progress.ts';
import {
  columnsOption,
  fileOption,
  outputOption,
  requestsPerMinuteOption,
  usersArgument,
} from '../users/users-options.ts';
import { defineCommand } from './command.ts';

export const usersGet = defineCommand({
  description:
    'Looks people up by id or email address and prints them in the order they are named. For addresses it goes over ' +
    'the list once, which needs the scope list_users. Who is named alone, as an argument, is printed field by field, ' +
    'and as JSON without an array around.',
  arguments: { users: usersArgument },
  options: {
    file: fileOption,
    output: outputOption,
    columns: columnsOption,
    requestsPerMinute: requestsPerMinuteOption,
    ...connectionOptions,
  },
  examples: [
    { does: 'One person', command: 'rollcall users get ada@example.com' },
    {
      does: 'The state of one person, for a script',
      command: 'rollcall users get ada@example.com --output json | jq -r .state',
    },
    { does: 'Everybody in a file, as CSV', command: 'rollcall users get --file people.txt --output csv' },
  ],
  exitCodes: { 3: 'Some were not found; everybody else was printed.', ...CONNECTION_EXIT_CODES },
  async run({ arguments: { users: given }, options }) {
    const { collectUsers } = await import('../users/collect-users.ts');
    const { words, fromStandardInput } = await collectUsers(given, options.file);
    if (words.length === 0) {
      const { openRecords } = await import('../output/records.ts');
      const { userShape } = await import('../users/columns.ts');
      return (await openRecords(options.output, userShape(options.output, options.columns))).end();
    }
    const { requestsPerMinute } = options;
    const { client } = await connect(options, {
      requestsPerMinute: requestsPerMinute === 0 ? undefined : requestsPerMinute,
      writeLine: writeAboveProgress,
    });
    const { printPeople } = await import('../users/print-people.ts');
    const alone = words.length === 1 && options.file === undefined && !fromStandardInput;
    await printPeople(client.users, words, { format: options.output, columns: options.columns, alone });
  },
});
