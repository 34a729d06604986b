import type { ControlOperation } from '../control-operation.ts';
import { ACCOUNT, DONE } from './shapes.ts';

/** What goes by the clock. */
export const TIME_CONTROLS = [
  {
    id: 'GetClock',
    method: 'GET',
    path: `${ACCOUNT}/clock`,
    tag: 'Clock',
    summary: 'Read the clock',
    success: { status: 200, description: 'The clock.', schema: 'SandboxClock' },
  },
  {
    id: 'SetClock',
    method: 'PATCH',
    path: `${ACCOUNT}/clock`,
    tag: 'Clock',
    summary: 'Set, freeze or release the clock',
    body: 'SetClockRequest',
    success: { status: 200, description: 'The clock.', schema: 'SandboxClock' },
  },
  {
    id: 'AdvanceClock',
    method: 'POST',
    path: `${ACCOUNT}/clock:advance`,
    tag: 'Clock',
    summary: 'Move the clock forward',
    body: 'AdvanceClockRequest',
    success: { status: 200, description: 'The clock.', schema: 'SandboxClock' },
  },

  {
    id: 'GetCutOver',
    method: 'GET',
    path: `${ACCOUNT}/cut-over`,
    tag: 'Cut-over',
    summary: 'When the preview ends',
    description: 'Not found where it lives on.',
    success: { status: 200, description: 'The moments.', schema: 'SandboxCutOver' },
  },
  {
    id: 'SetCutOver',
    method: 'PUT',
    path: `${ACCOUNT}/cut-over`,
    tag: 'Cut-over',
    summary: 'Let the preview end at a moment of the clock',
    body: 'SandboxCutOver',
    success: { status: 200, description: 'The moments.', schema: 'SandboxCutOver' },
  },
  {
    id: 'ClearCutOver',
    method: 'DELETE',
    path: `${ACCOUNT}/cut-over`,
    tag: 'Cut-over',
    summary: 'Let the preview live on',
    success: DONE,
  },
] as const satisfies readonly ControlOperation[];
