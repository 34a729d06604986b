import { connect } from '../connection/connect.ts';
import { CONNECTION_EXIT_CODES } from '../connection/exit-codes.ts';
import { readSecretLine } from '../connection/read-secret-line.ts';
import { jsonOption } from '../options/common-options.ts';
import { connectionOptions } from '../options/connection-options.ts';
import { SWITCH } from '../options/kinds.ts';
import { optionWithDefault } from '../options/option.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const token = defineCommand({
  description:
    'Gets a new access token and prints it, for scripts. Who has it can act as the application until it dies, a quarter ' +
    'of an hour later, or is revoked.',
  arguments: {},
  options: {
    ...connectionOptions,
    revoke: optionWithDefault(
      {
        flag: 'revoke',
        key: 'token_revoke',
        kind: SWITCH,
        description: 'Revoke the token on the first line of standard input in place of getting one.',
      },
      'false',
    ),
    json: jsonOption,
  },
  examples: [
    { does: 'Call the API with curl', command: 'curl -H "Authorization: Bearer $(rollcall token)" "$USERS_URL"' },
    { does: 'Give a token back that is not needed any more', command: 'printf %s "$TOKEN" | rollcall token --revoke' },
  ],
  exitCodes: CONNECTION_EXIT_CODES,
  async run({ options }) {
    const { client } = await connect(options);
    if (options.revoke) {
      await client.token.revoke(await readSecretLine('--revoke'));
      if (options.json) return printJson({ revoked: true });
      return printLine('The token is refused from the next call on.');
    }
    const { value, expiresAt } = await client.token.get();
    if (!options.json) return printLine(value);
    printJson({ access_token: value, token_type: 'Bearer', expire_time: new Date(expiresAt).toISOString() });
  },
});
