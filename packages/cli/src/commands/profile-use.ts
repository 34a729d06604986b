import { profileArgument } from '../connection/profile.ts';
import { placeOf, profileDocument } from '../connection/profile-document.ts';
import { prepareProfileFolder } from '../connection/profile-folder.ts';
import { requireProfile } from '../connection/resolve-connection.ts';
import { makeCurrent } from '../connection/store-profile.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const profileUse = defineCommand({
  description: 'Makes a profile the current one: the one that counts where --profile names none.',
  arguments: { name: profileArgument },
  options: { json: jsonOption, config: configOption },
  examples: [{ does: 'Work with the profile prod from now on', command: 'rollcall profile use prod' }],
  async run({ arguments: { name }, options }) {
    const profile = await makeCurrent(await prepareProfileFolder(), (all) => requireProfile(all, name));
    if (options.json) return printJson(profileDocument(profile, true));
    printLine(`Profile "${name}" is the current one: account ${profile.accountId} at ${placeOf(profile)}.`);
  },
});
