import { principalIdOf } from '@rollcall/server/domain/principal';
import { principalDocument, principalText } from '../administration/identity-documents.ts';
import { namedPrincipal } from '../administration/named-principal.ts';
import { operatorContext } from '../administration/operator.ts';
import { storePlace } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { principalOptions } from '../options/admin-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { storeOptions } from '../options/store-options.ts';
import { counted, printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const adminSignOut = defineCommand({
  description: 'Signs somebody out of the console in every browser, at once. Their passkeys stay.',
  arguments: {},
  options: { ...principalOptions, ...storeOptions, json: jsonOption, config: configOption },
  examples: [
    {
      does: 'End the sessions of a lost laptop',
      command: 'rollcall admin sign-out --account ABCDEFGHIJKLMNOPQRSTUVWXYZ --user kim@example.com',
    },
  ],
  async run({ options, givenAs }) {
    const { principal, sessions } = await withStore(storePlace(options, givenAs), 'must-exist', async (storage) => {
      const principal = await namedPrincipal(storage, options);
      return { principal, sessions: await storage.endSessions(principalIdOf(principal), operatorContext()) };
    });
    if (options.json) return printJson({ ...principalDocument(principal), sessions });
    printLine(`Signed ${principalText(principal)} out in ${counted(sessions, 'browser', 'browsers')}.`);
  },
});
