import { isScope } from '@rollcall/contract';
import type { Application } from '../domain/directory.ts';
import type { StoredSecret } from './application-verbs.ts';
import { optionalInteger, type Row, text } from './row.ts';
import type { CallingApplication, CredentialHash, StoredApplication } from './storage.ts';

/** An application as it may be shown: without the hash of its secret. */
export function applicationFrom(row: Row): Application {
  return {
    clientId: text(row, 'client_id'),
    accountId: text(row, 'account_id'),
    name: text(row, 'name'),
    description: text(row, 'description'),
    redirectUrl: text(row, 'redirect_url'),
    scopes: text(row, 'scopes').split(' ').filter(isScope),
    requestsPerMinute: optionalInteger(row, 'requests_per_minute'),
    requestsPerHour: optionalInteger(row, 'requests_per_hour'),
    createTime: text(row, 'create_time'),
  };
}

/** An application with the limits of its account. */
export function callingApplicationFrom(row: Row): CallingApplication {
  const accountLimits = {
    requestsPerMinute: optionalInteger(row, 'account_requests_per_minute'),
    requestsPerHour: optionalInteger(row, 'account_requests_per_hour'),
  };
  return { ...applicationFrom(row), accountLimits };
}

/** With what its secrets are compared with: a column of JSON, so that they come along in the one question. */
export function storedApplicationFrom(row: Row): StoredApplication {
  return { ...callingApplicationFrom(row), secrets: secretsFrom(text(row, 'secrets')) };
}

function secretsFrom(json: string): readonly StoredSecret[] {
  // As the engines' statements make it.
  const secrets: readonly { id: string; hash: string; expires_at: number | null }[] = JSON.parse(json);
  return secrets.map(({ id, hash, expires_at }) => ({ id, hash, expiresAt: expires_at ?? undefined }));
}

/** A hash as it rests in the store: 32 bytes. */
export function hashBytes(hash: CredentialHash): Uint8Array {
  return Buffer.from(hash, 'hex');
}
