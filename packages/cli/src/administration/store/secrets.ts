import type { Storage } from '@rollcall/server';
import { hashCredential, newClientSecret } from '@rollcall/server/domain/credentials';
import { systemRandom } from '@rollcall/server/domain/random';
import { rotationLabel } from '@rollcall/server/domain/secret-labels';
import { Failure } from '../../failure.ts';
import type { ApplicationAdministration, MadeSecret } from '../administration.ts';
import { operatorContext } from '../operator.ts';
import { noApplication, noSecret } from '../require.ts';

type SecretVerb = 'addSecret' | 'rotateSecret' | 'revokeSecret' | 'revokeTokens';

export function storeSecrets(storage: Storage): Pick<ApplicationAdministration, SecretVerb> {
  return {
    addSecret: async (clientId, { label, expireTime }) => {
      const made = newSecret(label, expireTime);
      const added = await storage.addSecret(clientId, made.secret, operatorContext());
      return shown(storage, clientId, added, made);
    },
    rotateSecret: async (clientId, { label, keepOldSeconds }) => {
      const context = operatorContext();
      const made = newSecret(label ?? rotationLabel(context.at));
      const keepUntil = keepOldSeconds === 0 ? undefined : context.at + keepOldSeconds * 1000;
      const rotated = await storage.rotateSecret(clientId, made.secret, keepUntil, context);
      return shown(storage, clientId, rotated, made);
    },
    revokeSecret: async (clientId, secretId) => {
      if (await storage.revokeSecret(clientId, secretId, operatorContext())) return;
      if (await storage.findApplication(clientId)) noSecret(clientId, secretId);
      noApplication(clientId);
    },
    revokeTokens: async (clientId) =>
      (await storage.revokeTokens(clientId, operatorContext())) ?? noApplication(clientId),
  };
}

/** @param expireTime RFC 3339; undefined: good until it is revoked */
export function newSecret(label: string, expireTime?: string) {
  const text = newClientSecret(systemRandom);
  const expiresAt = expireTime === undefined ? undefined : Date.parse(expireTime);
  return { text, secret: { id: systemRandom.uuid(), hash: hashCredential(text), label, expiresAt } };
}

async function shown(
  storage: Storage,
  clientId: string,
  outcome: 'added' | 'rotated' | 'application_not_found' | 'too_many',
  { text, secret: { id } }: ReturnType<typeof newSecret>,
): Promise<MadeSecret> {
  if (outcome === 'too_many') {
    throw new Failure(
      'This application has as many secrets as it may have. Revoke one that is not used any more: ' +
        `rollcall application secret list ${clientId} shows them.`,
    );
  }
  const secret = (await storage.listSecrets(clientId)).find((each) => each.id === id);
  return secret === undefined ? noApplication(clientId) : { text, secret };
}
