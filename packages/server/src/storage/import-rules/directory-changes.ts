import type { AuditAction } from '../../domain/audit.ts';

/**
 * Changes of what an import compares its records with: one that was overtaken by any of them has to begin again.
 * Suspending and reactivating go on beside it: the merge minds those.
 */
export const DIRECTORY_CHANGES = [
  'account.created',
  'account.updated',
  'application.created',
  'application.updated',
  'application.secret_added',
  'application.secret_rotated',
  'application.secret_revoked',
  'application.deleted',
  'user.created',
  'user.updated',
  'user.deleted',
  'directory.imported',
] as const satisfies readonly AuditAction[];
