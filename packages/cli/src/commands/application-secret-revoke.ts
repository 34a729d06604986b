import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { secretIdArgument } from '../options/secret-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const applicationSecretRevoke = defineCommand({
  description:
    'Ends a secret for good. It is refused from the next call on; tokens live on until they expire, unless they are ' +
    'revoked as well.',
  arguments: { clientId: clientIdArgument, secretId: secretIdArgument },
  options: { ...administrationOptions, json: jsonOption, config: configOption },
  examples: [
    {
      does: 'End one that got into the wrong hands',
      command:
        'rollcall application secret revoke 7d444840-9dc0-4d1b-b245-5ffdce74fad2 9b2f0c1e-5a7d-4f0b-8a53-0d8f8f1f2c66',
    },
  ],
  async run({ arguments: { clientId, secretId }, options, givenAs }) {
    await withAdministration({ options, givenAs }, 'must-exist', ({ applications }) =>
      applications.revokeSecret(clientId, secretId),
    );
    if (options.json) return printJson({ client_id: clientId, secret_id: secretId, revoked: true });
    printLine(`Revoked secret ${secretId}. It is refused from now on.`);
    printLine(`Tokens it got are good until they expire: rollcall application revoke-tokens ${clientId} ends them.`);
  },
});
