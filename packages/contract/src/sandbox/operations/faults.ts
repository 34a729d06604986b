import type { ControlOperation } from '../control-operation.ts';
import { ACCOUNT, DONE } from './shapes.ts';

/** What goes wrong. */
export const FAULTS_CONTROLS = [
  {
    id: 'CreateFault',
    method: 'POST',
    path: `${ACCOUNT}/faults`,
    tag: 'Faults',
    summary: 'Let calls go wrong',
    description: 'Where several faults meet one call, the one that was set first strikes.',
    body: 'CreateFaultRequest',
    success: { status: 201, description: 'The fault.', schema: 'SandboxFault' },
  },
  {
    id: 'ListFaults',
    method: 'GET',
    path: `${ACCOUNT}/faults`,
    tag: 'Faults',
    summary: 'List the faults and their hits',
    success: { status: 200, description: 'The faults, in the order they were set.', schema: 'SandboxFaults' },
  },
  {
    id: 'GetFault',
    method: 'GET',
    path: `${ACCOUNT}/faults/{fault}`,
    tag: 'Faults',
    summary: 'Get a fault and its hits',
    success: { status: 200, description: 'The fault.', schema: 'SandboxFault' },
  },
  {
    id: 'DeleteFault',
    method: 'DELETE',
    path: `${ACCOUNT}/faults/{fault}`,
    tag: 'Faults',
    summary: 'Remove a fault',
    description: 'A call that a fault is holding already stays held: a reset of the account ends it.',
    success: DONE,
  },
  {
    id: 'ClearFaults',
    method: 'DELETE',
    path: `${ACCOUNT}/faults`,
    tag: 'Faults',
    summary: 'Remove all faults',
    description: 'A call that a fault is holding already stays held: a reset of the account ends it.',
    success: DONE,
  },
] as const satisfies readonly ControlOperation[];
