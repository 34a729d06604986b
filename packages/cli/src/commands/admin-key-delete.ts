import { operatorContext } from '../administration/operator.ts';
import { storePlace } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { Failure } from '../failure.ts';
import { keyAccountOption, keyIdArgument } from '../options/admin-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { storeOptions } from '../options/store-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const adminKeyDelete = defineCommand({
  description: 'Deletes an admin key for good. It is refused from the next request on.',
  arguments: { keyId: keyIdArgument },
  options: { account: keyAccountOption, ...storeOptions, json: jsonOption, config: configOption },
  examples: [
    { does: 'Delete one of the deployment', command: 'rollcall admin key delete 7d444840-9dc0-4d1b-b245-5ffdce74fad2' },
  ],
  async run({ arguments: { keyId }, options, givenAs }) {
    const { account } = options;
    const isDeleted = await withStore(storePlace(options, givenAs), 'must-exist', (storage) => {
      return storage.deleteAdminKey(keyId, account, operatorContext());
    });
    if (!isDeleted) {
      const where = account === undefined ? 'The deployment' : `The account ${account}`;
      throw new Failure(`${where} has no admin key ${keyId}. See: rollcall admin key list.`);
    }
    if (options.json) return printJson({ id: keyId, deleted: true });
    printLine(`Deleted admin key ${keyId}. It is refused from now on.`);
  },
});
