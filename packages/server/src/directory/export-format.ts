import type { Account, Application, Person } from '../domain/directory.ts';

/** What an export reads from. */
export interface DirectorySource {
  readonly accounts: readonly Account[];
  users(accountId: string): Iterable<Person> | AsyncIterable<Person>;
  applications(accountId: string): Promise<readonly Application[]>;
}

/** Counted while writing. */
export interface ExportCounts {
  accounts: number;
  users: number;
  applications: number;
}

/**
 * Writes a directory in pieces of text. `severalAccounts` says that the export is of a whole store, so that the file
 * itself must say which account people belong to.
 */
export type ExportFormat = (
  source: DirectorySource,
  counts: ExportCounts,
  severalAccounts: boolean,
) => AsyncGenerator<string>;

/** The records as the file writes them, fields in the documented order. */
export function accountFields({ id, name, provisioning }: Account): Record<string, unknown> {
  return { id, name, provisioning };
}

export function userFields(person: Person): Record<string, unknown> {
  return {
    id: person.id,
    email: person.email,
    display_name: person.displayName,
    state: person.state,
    create_time: person.createTime,
    role: person.role,
    externally_managed: person.externallyManaged,
    security_group: person.securityGroup,
  };
}

/** Never the secret: only its hash is known. */
export function applicationFields(application: Application): Record<string, unknown> {
  return {
    name: application.name,
    description: application.description,
    client_id: application.clientId,
    redirect_url: application.redirectUrl,
    scopes: application.scopes,
  };
}
