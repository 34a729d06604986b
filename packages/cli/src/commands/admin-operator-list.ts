import { operatorDocument } from '../administration/identity-documents.ts';
import { storePlace } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { storeOptions } from '../options/store-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { adminCommand } from '../output/shell.ts';
import { renderTable } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const adminOperatorList = defineCommand({
  description: 'Lists who runs the deployment, and sees all accounts in the console.',
  arguments: {},
  options: { ...storeOptions, json: jsonOption, config: configOption },
  examples: [{ does: 'List them', command: 'rollcall admin operator list' }],
  async run({ options, givenAs }) {
    const place = storePlace(options, givenAs);
    const operators = await withStore(place, 'must-exist', async (storage) => storage.listOperators());
    if (options.json) return printJson({ operators: operators.map(operatorDocument) });
    if (operators.length === 0) {
      return printLine(`There are no operators. Make one: ${adminCommand('admin invite --operator NAME', place)}`);
    }
    const rows = operators.map(({ id, name, createTime }) => [id, name, createTime]);
    printLine(renderTable([{ title: 'Id' }, { title: 'Name' }, { title: 'Created' }], rows, tableStyle()));
  },
});
