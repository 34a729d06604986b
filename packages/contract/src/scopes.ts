/** What an application may do. Permissions come from the application, never from the token's `scope`. */
export const SCOPES = ['list_users', 'get_user', 'suspend_user', 'reactivate_user'] as const;

export type Scope = (typeof SCOPES)[number];

/** The scopes as the original's settings page names them. */
export const SCOPE_TITLES: Readonly<Record<Scope, string>> = {
  list_users: 'List users',
  get_user: 'Get user',
  suspend_user: 'Suspend user',
  reactivate_user: 'Reactivate user',
};

export function isScope(value: unknown): value is Scope {
  return (SCOPES as readonly unknown[]).includes(value);
}
