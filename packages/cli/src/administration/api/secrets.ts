import type {
  AddSecretRequest,
  CreatedSecret,
  RevokedTokens,
  RotateSecretRequest,
  ApplicationSecret as WireSecret,
} from '@rollcall/contract/admin';
import type { ApplicationSecret } from '@rollcall/server';
import type { ApplicationAdministration, MadeSecret } from '../administration.ts';
import { noSecret } from '../require.ts';
import type { ApplicationPaths } from './application-paths.ts';

type SecretVerb = 'addSecret' | 'rotateSecret' | 'revokeSecret' | 'revokeTokens';

export function apiSecrets({ on }: ApplicationPaths): Pick<ApplicationAdministration, SecretVerb> {
  return {
    addSecret: async (clientId, { label, expireTime }) => {
      const body: AddSecretRequest = { label, ...(expireTime !== undefined && { expire_time: expireTime }) };
      return made(await on<CreatedSecret>(clientId, { operation: 'AddSecret', body }));
    },
    rotateSecret: async (clientId, { label, keepOldSeconds }) => {
      const body: RotateSecretRequest = { keep_old_seconds: keepOldSeconds, ...(label !== undefined && { label }) };
      return made(await on<CreatedSecret>(clientId, { operation: 'RotateSecret', body }));
    },
    revokeSecret: (clientId, secretId) =>
      on(clientId, { operation: 'RevokeSecret', params: { secret: secretId } }, () => noSecret(clientId, secretId)),
    revokeTokens: async (clientId) => (await on<RevokedTokens>(clientId, { operation: 'RevokeTokens' })).tokens,
  };
}

export function secretFromWire(secret: WireSecret): ApplicationSecret {
  return {
    id: secret.id,
    label: secret.label,
    createTime: secret.create_time,
    expireTime: secret.expire_time,
    lastUseTime: secret.last_use_time,
  };
}

function made({ client_secret, secret }: CreatedSecret): MadeSecret {
  return { text: client_secret, secret: secretFromWire(secret) };
}
