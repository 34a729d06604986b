import { profileArgument } from '../connection/profile.ts';
import { prepareProfileFolder } from '../connection/profile-folder.ts';
import { requireProfile } from '../connection/resolve-connection.ts';
import { removeProfile } from '../connection/store-profile.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const profileRemove = defineCommand({
  description: 'Removes a profile and its secret from this machine. The application itself stays as it is.',
  arguments: { name: profileArgument },
  options: { json: jsonOption, config: configOption },
  examples: [{ does: 'Forget the profile old', command: 'rollcall profile remove old' }],
  async run({ arguments: { name }, options }) {
    const removed = await removeProfile(await prepareProfileFolder(), (all) => requireProfile(all, name));
    const { secretRemoved, secretPlace, wasCurrent } = removed;
    if (options.json) return printJson({ name, removed: true, secret_removed: secretRemoved });
    const secret = secretRemoved ? `its secret, from ${secretPlace}` : `there was no secret in ${secretPlace} any more`;
    printLine(`Removed profile "${name}"${secretRemoved ? ' and' : ';'} ${secret}.`);
    if (wasCurrent) printLine('No profile is the current one now: rollcall profile use NAME');
  },
});
