/** How a column's values are written down in a copy, whatever the engines make of them. */
export type ColumnKind =
  /** Text, or null. */
  | 'text'
  /** Text that an engine may store in another form of its own, and says what it means. */
  | 'name'
  /** A whole number, or null. */
  | 'integer'
  /** 0 or 1. */
  | 'boolean'
  /** Hex digits. */
  | 'bytes';

export interface CopiedTable {
  readonly name: string;
  /** Rows are walked in this order, which is the same on every engine. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, ColumnKind>>;
}

/**
 * What a store consists of: everything that is moved to another engine, parents before children. Numbers of accounts and
 * applications are kept, so that what refers to them stays right. Sessions, invitations and marks of what is spent are
 * not moved: people sign in anew where the store is now.
 */
export const COPIED_TABLES: readonly CopiedTable[] = [
  { name: 'keys', key: ['name'], columns: { name: 'text', key: 'bytes' } },
  {
    name: 'accounts',
    key: ['number'],
    columns: {
      number: 'integer',
      id: 'text',
      name: 'text',
      provisioning: 'text',
      requests_per_minute: 'integer',
      requests_per_hour: 'integer',
      create_time: 'text',
    },
  },
  {
    name: 'users',
    key: ['account', 'create_time', 'id'],
    columns: {
      account: 'integer',
      create_time: 'text',
      id: 'text',
      email: 'name',
      email_key: 'name',
      display_name: 'name',
      name_key: 'bytes',
      state: 'text',
      role: 'text',
      externally_managed: 'boolean',
      security_group: 'boolean',
    },
  },
  {
    name: 'applications',
    key: ['number'],
    columns: {
      number: 'integer',
      client_id: 'text',
      account: 'integer',
      name: 'text',
      description: 'text',
      redirect_url: 'text',
      scopes: 'text',
      requests_per_minute: 'integer',
      requests_per_hour: 'integer',
      create_time: 'text',
    },
  },
  {
    name: 'application_secrets',
    key: ['application', 'id'],
    columns: {
      application: 'integer',
      id: 'text',
      label: 'text',
      hash: 'bytes',
      created_at: 'integer',
      expires_at: 'integer',
    },
  },
  {
    name: 'secret_uses',
    key: ['application', 'secret', 'user_agent', 'address'],
    columns: {
      application: 'integer',
      secret: 'text',
      user_agent: 'text',
      address: 'text',
      uses: 'integer',
      first_at: 'integer',
      last_at: 'integer',
    },
  },
  {
    name: 'usage',
    key: ['application', 'hour'],
    columns: {
      application: 'integer',
      hour: 'integer',
      calls: 'integer',
      refused: 'integer',
      limited: 'integer',
      failed: 'integer',
    },
  },
  {
    name: 'tokens',
    key: ['hash'],
    columns: { hash: 'bytes', application: 'integer', issued_at: 'integer', expires_at: 'integer' },
  },
  {
    name: 'calls',
    key: ['application', 'user_agent', 'api_version'],
    columns: {
      application: 'integer',
      user_agent: 'text',
      api_version: 'text',
      calls: 'integer',
      first_at: 'integer',
      last_at: 'integer',
    },
  },
  { name: 'operators', key: ['id'], columns: { id: 'text', name: 'text', create_time: 'text' } },
  {
    name: 'passkeys',
    key: ['id'],
    columns: {
      id: 'text',
      account: 'integer',
      holder: 'text',
      public_key: 'bytes',
      counter: 'integer',
      transports: 'text',
      label: 'text',
      backed_up: 'boolean',
      create_time: 'text',
      last_use_time: 'text',
    },
  },
  {
    name: 'admin_keys',
    key: ['id'],
    columns: {
      id: 'text',
      hash: 'bytes',
      account: 'integer',
      label: 'text',
      permissions: 'text',
      create_time: 'text',
      expire_time: 'text',
      last_use_time: 'text',
    },
  },
  {
    name: 'single_sign_on',
    key: ['account'],
    columns: { account: 'integer', issuer: 'text', client_id: 'text', sealed_client_secret: 'text' },
  },
  {
    name: 'audit',
    key: ['sequence'],
    columns: {
      sequence: 'integer',
      at: 'integer',
      action: 'text',
      outcome: 'text',
      reason: 'text',
      account_id: 'text',
      subject: 'text',
      actor_kind: 'text',
      actor_id: 'text',
      address: 'text',
      user_agent: 'text',
      request_id: 'text',
      detail: 'text',
    },
  },
];
