import type { Storage } from '@rollcall/server';
import { maySignIn, type Principal, principalIdOf } from '@rollcall/server/domain/principal';
import { systemRandom } from '@rollcall/server/domain/random';
import { principalDocument, principalText } from '../administration/identity-documents.ts';
import { findOperator, namedPrincipal, operatorNamed } from '../administration/named-principal.ts';
import { operatorContext } from '../administration/operator.ts';
import { storePlace } from '../administration/store-place.ts';
import { withStore } from '../administration/with-store.ts';
import { Failure } from '../failure.ts';
import { linkBaseOption, principalOptions } from '../options/admin-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import type { ValuesOf } from '../options/option.ts';
import { storeOptions } from '../options/store-options.ts';
import { printJson, printLine } from '../output/print.ts';
import { defineCommand } from './command.ts';

export const adminInvite = defineCommand({
  description:
    'Prints a link that registers a passkey for the console and signs in. It works once, within 15 minutes: whoever has ' +
    'it is that person, so hand it over in private. An operator who is not there yet is made.',
  arguments: {},
  options: {
    ...principalOptions,
    publicUrl: linkBaseOption,
    ...storeOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    { does: 'Let yourself in, as one who runs the deployment', command: 'rollcall admin invite --operator "Kim Doe"' },
    {
      does: 'Let the owner of an account in',
      command: 'rollcall admin invite --account ABCDEFGHIJKLMNOPQRSTUVWXYZ --user kim@example.com',
    },
  ],
  async run({ options, givenAs }) {
    const { createInvite } = await import('@rollcall/server/admin/invite');
    const { principal, invite } = await withStore(storePlace(options, givenAs), 'must-exist', async (storage) => {
      const principal = await invited(storage, options);
      const parts = { storage, random: systemRandom, baseUrl: options.publicUrl };
      const invite = await createInvite(parts, principalIdOf(principal), operatorContext());
      if (invite === undefined) throw new Failure(`${principalText(principal)} was removed meanwhile.`);
      return { principal, invite };
    });
    const until = new Date(invite.expiresAt).toISOString();
    if (options.json) return printJson({ ...principalDocument(principal), url: invite.url, expire_time: until });
    printLine(`This link signs in ${principalText(principal)}, once, until ${until}:\n\n${invite.url}`);
  },
});

/** @throws UsageError, or Failure where they may not sign in */
async function invited(storage: Storage, options: ValuesOf<typeof principalOptions>): Promise<Principal> {
  const name = operatorNamed(options);
  if (name !== undefined && (await findOperator(storage, name)) === undefined) {
    const operator = await storage.createOperator({ id: systemRandom.uuid(), name }, operatorContext());
    return { kind: 'operator', operator };
  }
  const principal = await namedPrincipal(storage, options);
  if (maySignIn(principal)) return principal;
  throw new Failure(
    `${principalText(principal)} may not sign in to the console: that takes a role (owner or administrator) or the ` +
      'Security group, and who is suspended has to be reactivated first.',
  );
}
