import { operatorDocument } from '../administration/identity-documents.ts';
import { requireOperator } from '../administration/named-principal.ts';
import { operatorContext } from '../administration/operator.ts';
import { storePlace } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { operatorArgument } from '../options/admin-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { storeOptions } from '../options/store-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { printableText } from '../output/printable-text.ts';
import { defineCommand } from './command.ts';

export const adminOperatorRemove = defineCommand({
  description: 'Removes an operator with passkeys, invitations and sessions. What they did stays in the audit log.',
  arguments: { operator: operatorArgument },
  options: { ...storeOptions, json: jsonOption, config: configOption },
  examples: [{ does: 'Remove one', command: 'rollcall admin operator remove "Kim Doe"' }],
  async run({ arguments: { operator: nameOrId }, options, givenAs }) {
    const operator = await withStore(storePlace(options, givenAs), 'must-exist', async (storage) => {
      const found = await requireOperator(storage, nameOrId);
      await storage.deleteOperator(found.id, operatorContext());
      return found;
    });
    if (options.json) return printJson({ ...operatorDocument(operator), removed: true });
    printLine(`Removed the operator ${printableText(operator.name)}. They are signed out everywhere.`);
  },
});
