import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const applicationRevokeTokens = defineCommand({
  description:
    'Ends all access tokens of an application. They are refused from the next call on, on every server; whoever has a ' +
    'secret can get new ones.',
  arguments: { clientId: clientIdArgument },
  options: { ...administrationOptions, json: jsonOption, config: configOption },
  examples: [{ does: 'End them', command: 'rollcall application revoke-tokens 7d444840-9dc0-4d1b-b245-5ffdce74fad2' }],
  async run({ arguments: { clientId }, options, givenAs }) {
    const tokens = await withAdministration({ options, givenAs }, 'must-exist', ({ applications }) =>
      applications.revokeTokens(clientId),
    );
    if (options.json) return printJson({ client_id: clientId, revoked_tokens: tokens });
    printLine(tokens === 1 ? 'Revoked 1 token.' : `Revoked ${tokens} tokens.`);
  },
});
