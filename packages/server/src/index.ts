export type { Address, AppOptions, RunningApp, TlsMaterial } from './app.ts';
export { startApp } from './app.ts';
export type { AuditEntry, ChangeContext } from './domain/audit.ts';
export type { Account, Application, Person } from './domain/directory.ts';
export type { LimitStore } from './limits/limit-store.ts';
export type { AccountChanges } from './storage/account-verbs.ts';
export type { ApplicationSecret, SecretUse } from './storage/application-verbs.ts';
export type { AuditQuery } from './storage/audit-verbs.ts';
export type { ApplicationChanges, CallRecord, Storage, StoredApplication } from './storage/storage.ts';
