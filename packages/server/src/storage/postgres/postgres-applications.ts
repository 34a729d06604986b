import type { ChangeContext } from '../../domain/audit.ts';
import type { Application } from '../../domain/directory.ts';
import type {
  ApplicationSecret,
  ApplicationVerbs,
  HourlyUsage,
  HourOfCalls,
  NewSecret,
  SecretUse,
} from '../application-verbs.ts';
import type { ApplicationChanges, CallRecord, NewApplication } from '../storage.ts';
import { PostgresAccounts } from './postgres-accounts.ts';
import * as reader from './read/application-reader.ts';
import { listApplications } from './read/directory-reader.ts';
import * as applications from './write/applications.ts';
import { recordCalls } from './write/housekeeping.ts';
import * as secrets from './write/secrets.ts';
import * as usage from './write/usage.ts';

/** Applications, their secrets, and what is counted of their calls. */
export class PostgresApplications extends PostgresAccounts implements ApplicationVerbs {
  createApplication(application: NewApplication, context: ChangeContext): Promise<Application | undefined> {
    return applications.createApplication(this.database, application, context);
  }

  listApplications(accountId: string | undefined): Promise<readonly Application[]> {
    return listApplications(this.database, accountId);
  }

  updateApplication(
    clientId: string,
    changes: ApplicationChanges,
    context: ChangeContext,
  ): Promise<Application | undefined> {
    return applications.updateApplication(this.database, clientId, changes, context);
  }

  deleteApplication(clientId: string, context: ChangeContext): Promise<boolean> {
    return applications.deleteApplication(this.database, clientId, context);
  }

  listSecrets(clientId: string): Promise<readonly ApplicationSecret[]> {
    return reader.listSecrets(this.database, clientId);
  }

  listSecretsOf(clientIds: readonly string[]): Promise<ReadonlyMap<string, readonly ApplicationSecret[]>> {
    return reader.listSecretsOf(this.database, clientIds);
  }

  addSecret(
    clientId: string,
    secret: NewSecret,
    context: ChangeContext,
  ): Promise<'added' | 'application_not_found' | 'too_many'> {
    return secrets.addSecret(this.database, clientId, secret, context);
  }

  rotateSecret(
    clientId: string,
    secret: NewSecret,
    keepOthersUntil: number | undefined,
    context: ChangeContext,
  ): Promise<'rotated' | 'application_not_found' | 'too_many'> {
    return secrets.rotateSecret(this.database, { clientId, secret, keepOthersUntil }, context);
  }

  revokeSecret(clientId: string, secretId: string, context: ChangeContext): Promise<boolean> {
    return secrets.revokeSecret(this.database, clientId, secretId, context);
  }

  revokeTokens(clientId: string, context: ChangeContext): Promise<number | undefined> {
    return secrets.revokeTokens(this.database, clientId, context);
  }

  recordCalls(records: readonly CallRecord[]): Promise<void> {
    return recordCalls(this.database, records);
  }

  listCalls(clientId: string): Promise<readonly CallRecord[]> {
    return reader.listCalls(this.database, clientId);
  }

  recordSecretUses(uses: readonly SecretUse[]): Promise<void> {
    return usage.recordSecretUses(this.database, uses);
  }

  listSecretUses(clientId: string): Promise<readonly SecretUse[]> {
    return reader.listSecretUses(this.database, clientId);
  }

  recordUsage(hours: readonly HourlyUsage[]): Promise<void> {
    return usage.recordUsage(this.database, hours);
  }

  listUsage(clientId: string, since: number): Promise<readonly HourlyUsage[]> {
    return reader.listUsage(this.database, clientId, since);
  }

  sumUsage(since: number): Promise<readonly HourOfCalls[]> {
    return reader.sumUsage(this.database, since);
  }

  sweepApplications(now: number): Promise<number> {
    return usage.sweepApplications(this.database, now);
  }
}
