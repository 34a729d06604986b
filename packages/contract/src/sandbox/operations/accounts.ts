import type { ControlOperation } from '../control-operation.ts';
import { ACCOUNT, DONE } from './shapes.ts';

/** The sandbox and its accounts. */
export const ACCOUNTS_CONTROLS = [
  {
    id: 'GetSandbox',
    method: 'GET',
    path: '',
    tag: 'Sandbox',
    summary: 'Describe the sandbox',
    description: 'Regions, where to call them, and the account to begin with.',
    success: { status: 200, description: 'The sandbox.', schema: 'SandboxDescription' },
  },
  {
    id: 'ResetSandbox',
    method: 'POST',
    path: ':reset',
    tag: 'Sandbox',
    summary: 'Go back to the start',
    description:
      'Isolated accounts are gone; seeded accounts are as at the start, without journal, faults and snapshots.',
    success: DONE,
  },

  {
    id: 'CreateAccount',
    method: 'POST',
    path: '/accounts',
    tag: 'Accounts',
    summary: 'Make an isolated account',
    description:
      'For one test: nobody else sees it, and it sees nobody else. Ids are the same in every sandbox that makes accounts in the same order.',
    body: 'CreateAccountRequest',
    success: { status: 201, description: 'The account, ready to be called.', schema: 'SandboxAccount' },
  },
  {
    id: 'ListAccounts',
    method: 'GET',
    path: '/accounts',
    tag: 'Accounts',
    summary: 'List the accounts',
    success: { status: 200, description: 'All accounts, seeded ones first.', schema: 'SandboxAccounts' },
  },
  {
    id: 'GetAccount',
    method: 'GET',
    path: ACCOUNT,
    tag: 'Accounts',
    summary: 'Get an account',
    success: { status: 200, description: 'The account.', schema: 'SandboxAccount' },
  },
  {
    id: 'UpdateAccount',
    method: 'PATCH',
    path: ACCOUNT,
    tag: 'Accounts',
    summary: 'Change limits, strictness or path families',
    body: 'UpdateAccountRequest',
    success: { status: 200, description: 'The account.', schema: 'SandboxAccount' },
  },
  {
    id: 'DeleteAccount',
    method: 'DELETE',
    path: ACCOUNT,
    tag: 'Accounts',
    summary: 'Remove an isolated account',
    description: 'With everything in it. A seeded account stays: reset it instead.',
    refusals: ['failed_precondition'],
    success: DONE,
  },
  {
    id: 'ResetAccount',
    method: 'POST',
    path: `${ACCOUNT}:reset`,
    tag: 'Accounts',
    summary: 'Put an account back to how it began',
    description: 'People, applications, limits, clock, faults and journal. Tokens are dead, snapshots are kept.',
    success: DONE,
  },

  {
    id: 'CreateSnapshot',
    method: 'POST',
    path: `${ACCOUNT}/snapshots`,
    tag: 'Snapshots',
    summary: 'Keep the account as it is',
    description:
      'People, applications, live tokens and the clock. Journal, faults and counts of limits are not part of it.',
    body: 'CreateSnapshotRequest',
    refusals: ['already_exists'],
    success: { status: 201, description: 'The snapshot.', schema: 'SandboxSnapshot' },
  },
  {
    id: 'ListSnapshots',
    method: 'GET',
    path: `${ACCOUNT}/snapshots`,
    tag: 'Snapshots',
    summary: 'List snapshots',
    success: { status: 200, description: 'The snapshots, oldest first.', schema: 'SandboxSnapshots' },
  },
  {
    id: 'DeleteSnapshot',
    method: 'DELETE',
    path: `${ACCOUNT}/snapshots/{snapshot}`,
    tag: 'Snapshots',
    summary: 'Remove a snapshot',
    success: DONE,
  },
  {
    id: 'RestoreSnapshot',
    method: 'POST',
    path: `${ACCOUNT}/snapshots/{snapshot}:restore`,
    tag: 'Snapshots',
    summary: 'Go back to a snapshot',
    description: 'As often as wanted.',
    success: DONE,
  },
] as const satisfies readonly ControlOperation[];
