import type { Storage } from '@rollcall/server';
import { maySignIn } from '@rollcall/server/domain/principal';
import { systemRandom } from '@rollcall/server/domain/random';
import { principalText } from '../administration/identity-documents.ts';
import { operatorContext } from '../administration/operator.ts';
import type { StorePlace } from '../administration/store-place.ts';
import { adminCommand, shellWord } from '../output/shell.ts';
import type { StartedService } from './start-service.ts';

interface Started {
  readonly service: StartedService;
  readonly storage: Storage;
  readonly place: StorePlace;
  readonly isDemo: boolean;
}

/** How to get into the console, a paragraph each. */
export async function consoleNotes({ service, storage, place, isDemo }: Started): Promise<readonly string[]> {
  const { consoleUrl, caFile, app } = service;
  if (consoleUrl === undefined) return [];
  const way = (isDemo && (await demoInvite(storage, app.baseUrl))) || (await wayIn(storage, app.baseUrl, place));
  if (way === undefined) return [];
  const trust = 'Browsers take passkeys only where they trust the certificate: let yours trust the CA file first.';
  return caFile === undefined ? [way] : [way, trust];
}

/** A new link at every start, until the owner of the demo account has a passkey. */
async function demoInvite(storage: Storage, baseUrl: string): Promise<string | undefined> {
  const [{ createInvite }, { demoOwner }] = await Promise.all([
    import('@rollcall/server/admin/invite'),
    import('@rollcall/server/directory'),
  ]);
  const owner = demoOwner();
  const principal = await storage.findPrincipal(owner);
  if (principal === undefined || !maySignIn(principal) || (await storage.listPasskeys(owner)).length > 0)
    return undefined;
  const invite = await createInvite({ storage, random: systemRandom, baseUrl }, owner, operatorContext());
  if (invite === undefined) return undefined;
  return (
    `To sign in to the console as ${principalText(principal)}, open this within 15 minutes. It works once:\n` +
    `  ${invite.url}`
  );
}

/** Whoever runs the deployment has to be let in once. */
async function wayIn(storage: Storage, baseUrl: string, place: StorePlace): Promise<string | undefined> {
  if ((await storage.listOperators()).length > 0) return undefined;
  const invite = `admin invite --operator NAME --public-url ${shellWord(baseUrl)}`;
  return `To let yourself into the console, as one who sees all accounts:\n  ${adminCommand(invite, place)}`;
}
