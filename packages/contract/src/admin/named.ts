import * as account from './schemas/account.ts';
import * as application from './schemas/application.ts';
import * as audit from './schemas/audit.ts';
import * as deployment from './schemas/deployment.ts';
import * as key from './schemas/key.ts';
import * as person from './schemas/person.ts';
import * as session from './schemas/session.ts';

/** The schemas that the management API's OpenAPI document refers to, by name. */
export const ADMIN_SCHEMAS = {
  Session: session.Session,
  SignInOptions: session.SignInOptions,
  FinishPasskeyRequest: session.FinishPasskeyRequest,
  BeginInviteRequest: session.BeginInviteRequest,
  InviteOptions: session.InviteOptions,
  FinishInviteRequest: session.FinishInviteRequest,
  FinishRegistrationRequest: session.FinishRegistrationRequest,
  BeginSsoRequest: session.BeginSsoRequest,
  BeginSsoResponse: session.BeginSsoResponse,
  FinishSsoQuery: session.FinishSsoQuery,
  Passkey: session.Passkey,
  Passkeys: session.Passkeys,
  SignedInBrowser: session.SignedInBrowser,
  SignedInBrowsers: session.SignedInBrowsers,
  SignedOut: session.SignedOut,
  Account: account.Account,
  Accounts: account.Accounts,
  CreateAccountRequest: account.CreateAccountRequest,
  UpdateAccountRequest: account.UpdateAccountRequest,
  SingleSignOn: account.SingleSignOn,
  SetSingleSignOnRequest: account.SetSingleSignOnRequest,
  Application: application.Application,
  ApplicationSecret: application.ApplicationSecret,
  Applications: application.Applications,
  FindApplicationsQuery: application.FindApplicationsQuery,
  CreateApplicationRequest: application.CreateApplicationRequest,
  CreatedApplication: application.CreatedApplication,
  UpdateApplicationRequest: application.UpdateApplicationRequest,
  AddSecretRequest: application.AddSecretRequest,
  RotateSecretRequest: application.RotateSecretRequest,
  CreatedSecret: application.CreatedSecret,
  RevokedTokens: application.RevokedTokens,
  HourOfUse: application.HourOfUse,
  ApplicationUsage: application.ApplicationUsage,
  ApplicationUsageQuery: application.ApplicationUsageQuery,
  Person: person.Person,
  PersonRefusal: person.PersonRefusal,
  PersonDetail: person.PersonDetail,
  ListPeopleQuery: person.ListPeopleQuery,
  People: person.People,
  CreatePersonRequest: person.CreatePersonRequest,
  UpdatePersonRequest: person.UpdatePersonRequest,
  Invite: person.Invite,
  AuditEntry: audit.AuditEntry,
  AuditPage: audit.AuditPage,
  ListAuditQuery: audit.ListAuditQuery,
  ExportAuditQuery: audit.ExportAuditQuery,
  AdminKey: key.AdminKey,
  AdminKeys: key.AdminKeys,
  CreateAdminKeyRequest: key.CreateAdminKeyRequest,
  CreatedAdminKey: key.CreatedAdminKey,
  Deployment: deployment.Deployment,
} as const;

export type AdminSchemaName = keyof typeof ADMIN_SCHEMAS;
