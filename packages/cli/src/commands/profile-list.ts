import { placeOf, profileDocument } from '../connection/profile-document.ts';
import { readProfiles } from '../connection/profile-file.ts';
import { findProfileFolder } from '../connection/profile-folder.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const profileList = defineCommand({
  description: 'Lists the profiles that rollcall login stored, and where the secret of each is; never the secret.',
  arguments: {},
  options: { json: jsonOption, config: configOption },
  examples: [{ does: 'List the profiles', command: 'rollcall profile list' }],
  async run({ options }) {
    const folder = await findProfileFolder();
    const { all, current } = folder === undefined ? { all: [], current: undefined } : await readProfiles(folder);
    if (options.json) return printJson({ profiles: all.map((each) => profileDocument(each, each === current)) });
    if (all.length === 0) return printLine('There are no profiles. Make one: rollcall login');
    const titles = ['Name', 'Current', 'Where', 'Account', 'Client id', 'API version', 'Secret'];
    printLine(
      renderTable(
        titles.map((title) => ({ title })),
        all.map((each) => [
          each.name,
          each === current ? 'yes' : '',
          placeOf(each),
          each.accountId,
          each.clientId,
          each.apiVersion,
          each.secretStore,
        ]),
        tableStyle(),
      ),
    );
  },
});
