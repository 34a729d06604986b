/** What somebody may do in an account. Owners may do all of it. */
export const ACCOUNT_PERMISSIONS = {
  'account.read': 'See the account and its settings',
  'account.write': 'Change the name and the provisioning of the account',
  'applications.read': 'See applications and how they are used',
  'applications.write': 'Create, change and delete applications, their secrets and tokens',
  'people.read': 'See and find people',
  'people.suspend': 'Suspend and reactivate people, and sign them out',
  'people.write': 'Create, edit and delete people',
  'roles.write': 'Change roles, the Security group and who is managed elsewhere, and invite people to sign in',
  'audit.read': 'Read and export the audit log',
  'keys.read': 'See admin keys',
  'keys.write': 'Create and delete admin keys',
} as const satisfies Record<string, string>;
export type AccountPermission = keyof typeof ACCOUNT_PERMISSIONS;

/** What only who runs the deployment may do. */
export const DEPLOYMENT_PERMISSIONS = {
  'accounts.read': 'See all accounts',
  'accounts.write': 'Create accounts',
  'limits.write': 'Set the limits of accounts and applications',
  'sso.write': 'Set up single sign-on',
  'deployment.read': 'See the health of the deployment',
} as const satisfies Record<string, string>;
export type DeploymentPermission = keyof typeof DEPLOYMENT_PERMISSIONS;

export type AdminPermission = AccountPermission | DeploymentPermission;

export const ADMIN_PERMISSIONS: readonly AdminPermission[] = [
  ...named(ACCOUNT_PERMISSIONS),
  ...named(DEPLOYMENT_PERMISSIONS),
];

/** An admin key makes no other keys, whoever made it. */
export const KEY_PERMISSIONS = ADMIN_PERMISSIONS.filter((permission) => permission !== 'keys.write');

const SECURITY: readonly AccountPermission[] = [
  'account.read',
  'applications.read',
  'applications.write',
  'people.read',
  'people.suspend',
  'audit.read',
];

/** What a person may do by what they are: a role, or a member of the Security group. Members of neither may not sign in. */
export const PERMISSIONS_BY_ROLE = {
  owner: named(ACCOUNT_PERMISSIONS),
  administrator: [...SECURITY, 'people.write'],
  security: SECURITY,
} as const satisfies Record<string, readonly AccountPermission[]>;

/** @param person as they are now */
export function permissionsOf(person: {
  readonly role: string;
  readonly securityGroup: boolean;
}): readonly AccountPermission[] {
  if (person.role === 'owner' || person.role === 'administrator') return PERMISSIONS_BY_ROLE[person.role];
  return person.securityGroup ? PERMISSIONS_BY_ROLE.security : [];
}

function named<T extends object>(table: T): readonly (keyof T)[] {
  return Object.keys(table) as (keyof T)[]; // the keys of a literal
}
