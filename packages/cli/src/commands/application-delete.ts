import { operatorContext } from '../administration/operator.ts';
import { noApplication } from '../administration/require.ts';
import { storePlace } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { clientIdArgument } from '../options/application-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { storeOptions } from '../options/store-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const applicationDelete = defineCommand({
  description: 'Deletes an application for good. Its tokens and its secret are refused from the next call on.',
  arguments: { clientId: clientIdArgument },
  options: { ...storeOptions, json: jsonOption, config: configOption },
  examples: [
    { does: 'Delete an application', command: 'rollcall application delete 7d444840-9dc0-4d1b-b245-5ffdce74fad2' },
  ],
  async run({ arguments: { clientId }, options, givenAs }) {
    await withStore(storePlace(options, givenAs), 'must-exist', async (storage) => {
      const done = await storage.deleteApplication(clientId, operatorContext());
      if (!done) noApplication(clientId);
    });
    if (options.json) return printJson({ client_id: clientId, deleted: true });
    printLine(`Deleted application ${clientId}. Its tokens and its secret are refused from now on.`);
  },
});
