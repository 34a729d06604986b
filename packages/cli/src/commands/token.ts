import { connect } from '../connection/connect.ts';
import { CONNECTION_EXIT_CODES } from '../connection/exit-codes.ts';
import { jsonOption } from '../options/common-options.ts';
import { connectionOptions } from '../options/connection-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const token = defineCommand({
  description:
    'Gets a new access token and prints it, for scripts. Who has it can act as the application until it dies.',
  arguments: {},
  options: { ...connectionOptions, json: jsonOption },
  examples: [
    { does: 'Call the API with curl', command: 'curl -H "Authorization: Bearer $(rollcall token)" "$USERS_URL"' },
  ],
  exitCodes: CONNECTION_EXIT_CODES,
  async run({ options }) {
    const { client } = await connect(options);
    const { value, expiresAt } = await client.token.get();
    if (!options.json) return printLine(value);
    printJson({ access_token: value, expire_time: new Date(expiresAt).toISOString() });
  },
});
