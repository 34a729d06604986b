import { hashCredential } from '../domain/credentials.ts';
import type { Random } from '../domain/random.ts';
import { FIRST_SECRET } from '../domain/secret-labels.ts';
import type { NewSecret } from './application-verbs.ts';

/** The secret that an application begins with, as it rests in the store. @param label 1 to 100 characters */
export function firstSecret(random: Random, clientSecret: string, label = FIRST_SECRET): NewSecret {
  return { id: random.uuid(), hash: hashCredential(clientSecret), label, expiresAt: undefined };
}
