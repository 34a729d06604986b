import type { ChangeContext } from '../../domain/audit.ts';
import { hashCredential, newInviteToken } from '../../domain/credentials.ts';
import type { PrincipalId } from '../../domain/principal.ts';
import type { Random } from '../../domain/random.ts';
import type { IdentityVerbs } from '../../storage/identity-verbs.ts';

/** How long an invitation is good for. */
const INVITE_SECONDS = 15 * 60;

/** A link that registers a passkey, once. */
export interface Invite {
  readonly url: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/**
 * Invites somebody to sign in.
 * @param baseUrl the public URL, without a trailing slash
 * @returns undefined if there is no such principal
 */
export async function createInvite(
  { storage, random, baseUrl }: { storage: Pick<IdentityVerbs, 'createInvite'>; random: Random; baseUrl: string },
  principal: PrincipalId,
  context: ChangeContext,
): Promise<Invite | undefined> {
  const token = newInviteToken(random);
  const expiresAt = context.at + INVITE_SECONDS * 1000;
  const created = await storage.createInvite({ hash: hashCredential(token), principal, expiresAt }, context);
  // In the fragment, which browsers send to nobody: it stands in no log.
  return created ? { url: `${baseUrl}/console/#/invite/${token}`, expiresAt } : undefined;
}
