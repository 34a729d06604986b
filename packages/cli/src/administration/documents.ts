import type { Application, ApplicationSecret, AuditEntry, CallRecord, SecretUse } from '@rollcall/server';
import type { CountedAccount } from './administration.ts';

/** What the commands print as JSON. Keys are those of the directory file, where it has them. */

/** Limits are left out where the account has the deployment's. */
export function accountDocument(account: CountedAccount) {
  return {
    id: account.id,
    name: account.name,
    provisioning: account.provisioning,
    rate_limit_per_minute: account.requestsPerMinute,
    rate_limit_per_hour: account.requestsPerHour,
    create_time: account.createTime,
    active_users: account.users.active,
    suspended_users: account.users.suspended,
  };
}

/** Limits of its own are left out where the application has its account's, or the deployment's. */
export function applicationDocument(application: Application) {
  return {
    client_id: application.clientId,
    account_id: application.accountId,
    name: application.name,
    description: application.description,
    redirect_url: application.redirectUrl,
    scopes: application.scopes,
    rate_limit_per_minute: application.requestsPerMinute,
    rate_limit_per_hour: application.requestsPerHour,
    create_time: application.createTime,
  };
}

export function callDocument(call: CallRecord) {
  return {
    user_agent: call.userAgent,
    api_version: call.apiVersion,
    calls: call.calls,
    first_time: new Date(call.firstAt).toISOString(),
    last_time: new Date(call.lastAt).toISOString(),
  };
}

export function secretDocument(secret: ApplicationSecret) {
  return {
    id: secret.id,
    label: secret.label,
    create_time: secret.createTime,
    expire_time: secret.expireTime,
    last_use_time: secret.lastUseTime,
  };
}

export function secretUseDocument(use: SecretUse) {
  return {
    secret_id: use.secretId,
    user_agent: use.userAgent,
    address: use.address,
    uses: use.uses,
    first_time: new Date(use.firstAt).toISOString(),
    last_time: new Date(use.lastAt).toISOString(),
  };
}

export function auditDocument(entry: AuditEntry) {
  return {
    sequence: entry.sequence,
    time: entry.time,
    action: entry.action,
    outcome: entry.outcome,
    reason: entry.reason,
    account_id: entry.accountId,
    subject: entry.subject,
    actor: {
      kind: entry.actor.kind,
      id: entry.actor.id,
      address: entry.actor.address,
      user_agent: entry.actor.userAgent,
    },
    request_id: entry.requestId,
    detail: entry.detail,
  };
}
