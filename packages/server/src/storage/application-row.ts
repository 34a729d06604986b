import { isScope } from '@rollcall/contract';
import type { Application } from '../domain/directory.ts';
import { bytes, optionalInteger, type Row, text } from './row.ts';
import type { CredentialHash, StoredApplication } from './storage.ts';

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

export function storedApplicationFrom(row: Row): StoredApplication {
  const accountLimits = {
    requestsPerMinute: optionalInteger(row, 'account_requests_per_minute'),
    requestsPerHour: optionalInteger(row, 'account_requests_per_hour'),
  };
  return { ...applicationFrom(row), accountLimits, secretHash: Buffer.from(bytes(row, 'secret_hash')).toString('hex') };
}

/** A hash as it rests in the store: 32 bytes. */
export function hashBytes(hash: CredentialHash): Uint8Array {
  return Buffer.from(hash, 'hex');
}
