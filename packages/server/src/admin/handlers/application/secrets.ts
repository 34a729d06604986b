import type { AddSecretRequest, CreatedSecret, RevokedTokens, RotateSecretRequest } from '@rollcall/contract/admin';
import { hashCredential, newClientSecret } from '../../../domain/credentials.ts';
import { rotationLabel } from '../../../domain/secret-labels.ts';
import { MAX_SECRETS, type NewSecret } from '../../../storage/application-verbs.ts';
import type { AdminCall, AdminHandlers } from '../../admin-call.ts';
import { AdminRefusal } from '../../admin-refusal.ts';
import { applicationOnWire, secretOnWire } from './application-on-wire.ts';
import { clientOf, foundApplication, noApplication } from './found-application.ts';

export const secretHandlers = {
  AddSecret: async (call) => {
    const { label, expire_time } = call.body as AddSecretRequest; // follows the schema
    await foundApplication(call);
    const made = newSecret(call, label, expire_time === undefined ? undefined : momentAhead(call, expire_time));
    const added = await call.services.storage.addSecret(clientOf(call), made.secret, call.context);
    if (added === 'application_not_found') throw noApplication(call);
    if (added === 'too_many') throw tooMany();
    return created(call, made);
  },
  RevokeSecret: async (call) => {
    await foundApplication(call);
    const secretId = call.params.secret ?? '';
    if (!(await call.services.storage.revokeSecret(clientOf(call), secretId, call.context))) throw noSecret(call);
    return undefined;
  },
  RotateSecret: async (call) => {
    const { label, keep_old_seconds = 0 } = call.body as RotateSecretRequest; // follows the schema
    await foundApplication(call);
    const { at } = call.context;
    const made = newSecret(call, label ?? rotationLabel(at), undefined);
    const keepUntil = keep_old_seconds === 0 ? undefined : at + keep_old_seconds * 1000;
    const rotated = await call.services.storage.rotateSecret(clientOf(call), made.secret, keepUntil, call.context);
    if (rotated === 'application_not_found') throw noApplication(call);
    if (rotated === 'too_many') throw tooMany();
    return created(call, made);
  },
  RevokeTokens: async (call) => {
    await foundApplication(call);
    const tokens = await call.services.storage.revokeTokens(clientOf(call), call.context);
    if (tokens === undefined) throw noApplication(call);
    return { tokens } satisfies RevokedTokens;
  },
} as const satisfies AdminHandlers;

interface MadeSecret {
  readonly clientSecret: string;
  readonly secret: NewSecret;
}

function newSecret({ services: { random } }: AdminCall, label: string, expiresAt: number | undefined): MadeSecret {
  const clientSecret = newClientSecret(random);
  return { clientSecret, secret: { id: random.uuid(), hash: hashCredential(clientSecret), label, expiresAt } };
}

/** @throws AdminRefusal invalid_argument for a time that is over: the secret would be dead from the start */
function momentAhead({ context }: AdminCall, text: string): number {
  const moment = Date.parse(text);
  // Stored in whole seconds: less than one from now may be none.
  if (moment >= context.at + 1000) return moment;
  const violations = [{ field: 'expire_time', description: 'must lie in the future' }];
  throw new AdminRefusal('invalid_argument', { violations, sentence: 'expire_time must lie in the future.' });
}

/** The new secret, in plain text this once, and the application as it is with it. */
async function created(call: AdminCall, { secret, clientSecret }: MadeSecret): Promise<CreatedSecret> {
  const { storage } = call.services;
  const application = await foundApplication(call);
  const secrets = await storage.listSecrets(application.clientId);
  const own = secrets.find(({ id }) => id === secret.id);
  // Revoked between the two: what was made is gone.
  if (own === undefined) throw noApplication(call);
  return {
    application: applicationOnWire(application, secrets),
    secret: secretOnWire(own),
    client_secret: clientSecret,
  };
}

function tooMany(): AdminRefusal {
  return new AdminRefusal('failed_precondition', {
    sentence: `An application has ${MAX_SECRETS} secrets at the most, and this one has them. Revoke one that is not used any more.`,
  });
}

function noSecret({ params }: AdminCall): AdminRefusal {
  return new AdminRefusal('not_found', {
    sentence: `The application ${params.client} has no secret ${params.secret}. Get the application to see which it has.`,
  });
}
