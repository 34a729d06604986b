import type { AdminOperation } from '../admin-operation.ts';
import { ACCOUNT, READ } from './shapes.ts';

const ENTRIES = { status: 200, description: 'Newest first.', schema: 'AuditPage' } as const;
const EXPORTED = {
  status: 200,
  description: 'Every entry, newest first, as a file.',
  mediaTypes: ['application/x-ndjson', 'text/csv'],
} as const;
const EVENTS = {
  status: 200,
  description:
    'Server-sent events: `audit` with an AuditEntry for each one that is written from now on, `usage` when counts were written, `signed-out` when the session ends.',
  mediaTypes: ['text/event-stream'],
} as const;

export const AUDIT_OPERATIONS = [
  {
    id: 'ListAudit',
    method: 'GET',
    path: `${ACCOUNT}/audit`,
    tag: 'Audit',
    summary: 'What happened in an account',
    needs: 'audit.read',
    family: READ,
    query: 'ListAuditQuery',
    success: ENTRIES,
  },
  {
    id: 'ExportAudit',
    method: 'GET',
    path: `${ACCOUNT}/audit:export`,
    tag: 'Audit',
    summary: 'Export what happened in an account',
    needs: 'audit.read',
    family: READ,
    query: 'ExportAuditQuery',
    success: EXPORTED,
  },
  {
    id: 'FollowEvents',
    method: 'GET',
    path: `${ACCOUNT}/events`,
    tag: 'Audit',
    summary: 'Hear of what happens in an account',
    needs: 'audit.read',
    family: READ,
    success: EVENTS,
  },
  {
    id: 'ListDeploymentAudit',
    method: 'GET',
    path: '/audit',
    tag: 'Audit',
    summary: 'What happened in all accounts',
    needs: 'deployment.read',
    family: READ,
    query: 'ListAuditQuery',
    success: ENTRIES,
  },
  {
    id: 'ExportDeploymentAudit',
    method: 'GET',
    path: '/audit:export',
    tag: 'Audit',
    summary: 'Export what happened in all accounts',
    needs: 'deployment.read',
    family: READ,
    query: 'ExportAuditQuery',
    success: EXPORTED,
  },
  {
    id: 'FollowDeploymentEvents',
    method: 'GET',
    path: '/events',
    tag: 'Audit',
    summary: 'Hear of what happens in all accounts',
    needs: 'deployment.read',
    family: READ,
    success: EVENTS,
  },
] as const satisfies readonly AdminOperation[];
