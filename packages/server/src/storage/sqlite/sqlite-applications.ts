import type { ChangeContext } from '../../domain/audit.ts';
import type { Application } from '../../domain/directory.ts';
import { sweptBefore } from '../application-rows.ts';
import type {
  ApplicationSecret,
  ApplicationVerbs,
  HourlyUsage,
  HourOfCalls,
  NewSecret,
  SecretUse,
} from '../application-verbs.ts';
import type { ApplicationChanges, CallRecord, NewApplication } from '../storage.ts';
import * as applications from './read/application-reader.ts';
import { listApplications } from './read/directory-reader.ts';
import { SqliteAccounts } from './sqlite-accounts.ts';

/** Rows removed in one go: a sweep shares the writer with everyone else. */
const SWEEP_CHUNK = 1000;

/** Applications, their secrets, and what is counted of their calls. */
export class SqliteApplications extends SqliteAccounts implements ApplicationVerbs {
  createApplication(application: NewApplication, context: ChangeContext): Promise<Application | undefined> {
    return this.parts.queue.submit('createApplication', { application, context });
  }

  listApplications(accountId: string | undefined): readonly Application[] {
    return this.read(({ database }) => listApplications(database, accountId));
  }

  updateApplication(
    clientId: string,
    changes: ApplicationChanges,
    context: ChangeContext,
  ): Promise<Application | undefined> {
    return this.parts.queue.submit('updateApplication', { clientId, changes, context });
  }

  deleteApplication(clientId: string, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('deleteApplication', { clientId, context });
  }

  listSecrets(clientId: string): readonly ApplicationSecret[] {
    return this.read(({ database }) => applications.listSecrets(database, clientId));
  }

  listSecretsOf(clientIds: readonly string[]): ReadonlyMap<string, readonly ApplicationSecret[]> {
    return this.read(({ database }) => applications.listSecretsOf(database, clientIds));
  }

  addSecret(
    clientId: string,
    secret: NewSecret,
    context: ChangeContext,
  ): Promise<'added' | 'application_not_found' | 'too_many'> {
    return this.parts.queue.submit('addSecret', { clientId, secret, context });
  }

  rotateSecret(
    clientId: string,
    secret: NewSecret,
    keepOthersUntil: number | undefined,
    context: ChangeContext,
  ): Promise<'rotated' | 'application_not_found' | 'too_many'> {
    return this.parts.queue.submit('rotateSecret', { clientId, secret, keepOthersUntil, context });
  }

  revokeSecret(clientId: string, secretId: string, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('revokeSecret', { clientId, secretId, context });
  }

  revokeTokens(clientId: string, context: ChangeContext): Promise<number | undefined> {
    return this.parts.queue.submit('revokeTokens', { clientId, context });
  }

  async recordCalls(records: readonly CallRecord[]): Promise<void> {
    if (records.length > 0) await this.parts.queue.submit('recordCalls', { records });
  }

  listCalls(clientId: string): readonly CallRecord[] {
    return this.read(({ database }) => applications.listCalls(database, clientId));
  }

  async recordSecretUses(uses: readonly SecretUse[]): Promise<void> {
    if (uses.length > 0) await this.parts.queue.submit('recordSecretUses', { uses });
  }

  listSecretUses(clientId: string): readonly SecretUse[] {
    return this.read(({ database }) => applications.listSecretUses(database, clientId));
  }

  async recordUsage(usage: readonly HourlyUsage[]): Promise<void> {
    if (usage.length > 0) await this.parts.queue.submit('recordUsage', { usage });
  }

  listUsage(clientId: string, since: number): readonly HourlyUsage[] {
    return this.read(({ database }) => applications.listUsage(database, clientId, since));
  }

  sumUsage(since: number): readonly HourOfCalls[] {
    return this.read(({ database }) => applications.sumUsage(database, since));
  }

  async sweepApplications(now: number): Promise<number> {
    const limit = SWEEP_CHUNK;
    for (let swept = 0; ; ) {
      const removed = await this.parts.queue.submit('sweepApplications', { ...sweptBefore(now), limit });
      swept += removed;
      if (removed < limit) return swept;
    }
  }
}
