import type { OperationId } from '../../../hooks.ts';

/** RFC 3339. */
export type Moment = string;
export type Scope = 'list_users' | 'get_user' | 'suspend_user' | 'reactivate_user';
export type Role = 'owner' | 'administrator' | 'member';
/** Completed by editors. Rollcall has a few more. */
export type OperationName = OperationId | (string & {});
