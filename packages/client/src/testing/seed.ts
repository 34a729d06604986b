/**
 * What a sandbox starts with: the content of a directory file, or where the file is.
 *
 * Written out, so that these types hold where `@rollcall/server` is not installed; a test holds them to the server's.
 */
export type Seed = SeedDirectory | string | URL;

/** People a test asks for, by what may be done with them. */
export type PersonKind = 'member' | 'suspended' | 'owner' | 'administrator' | 'externally_managed';

interface SeedDirectory {
  $schema?: string;
  accounts: SeedAccount[];
}

interface SeedAccount {
  id?: string;
  name: string;
  provisioning?: 'manual' | 'automated';
  users?: SeedUser[];
  applications?: SeedApplication[];
}

interface SeedUser {
  id?: string;
  email: string;
  display_name: string;
  state?: 'ACTIVE' | 'SUSPENDED';
  /** RFC 3339. */
  create_time?: string;
  role?: 'owner' | 'administrator' | 'member';
  externally_managed?: boolean;
}

interface SeedApplication {
  name: string;
  description?: string;
  client_id?: string;
  client_secret?: string;
  redirect_url: string;
  scopes: ('list_users' | 'get_user' | 'suspend_user' | 'reactivate_user')[];
}
