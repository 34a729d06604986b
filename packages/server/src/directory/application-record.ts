import type { DirectoryApplication } from '@rollcall/contract/directory-file';
import { newClientSecret } from '../domain/credentials.ts';
import type { Random } from '../domain/random.ts';
import { firstSecret } from '../storage/first-secret.ts';
import type { ImportRecord, MadeField } from '../storage/import-session.ts';
import { shownValue } from './shown-value.ts';

const SAFE_SECRET_LENGTH = 32;
const LABEL = 'From a directory file';

export interface CompleteApplication {
  readonly record: Extract<ImportRecord, { kind: 'application' }>;
  /** In plain text: the file's, or the one that was made. */
  readonly secret: string;
  readonly warning: string | undefined;
}

/** A checked application, completed. */
export function toApplication(given: DirectoryApplication, accountId: string, random: Random): CompleteApplication {
  const made: MadeField[] = [];
  if (given.client_id === undefined) made.push('clientId');
  if (given.description === undefined) made.push('description');
  if (given.client_secret === undefined) made.push('secret');
  const secret = given.client_secret ?? newClientSecret(random);
  const application = {
    clientId: given.client_id?.toLowerCase() ?? random.uuid(),
    accountId,
    name: given.name,
    description: given.description ?? '',
    redirectUrl: given.redirect_url,
    scopes: given.scopes,
    secret: firstSecret(random, secret, LABEL),
  };
  const weak = secret.length < SAFE_SECRET_LENGTH;
  const warning = `The client_secret of ${shownValue(given.name)} is shorter than ${SAFE_SECRET_LENGTH} characters: fit for tests only.`;
  return { record: { kind: 'application', application, made }, secret, warning: weak ? warning : undefined };
}
