import type { ControlHandlers } from '../control-call.ts';
import { accountHandlers } from './accounts.ts';
import { clockHandlers } from './clock.ts';
import { faultHandlers } from './faults.ts';
import { gradeHandlers } from './grade.ts';

/** What carries each control out. */
export const CONTROL_HANDLERS: ControlHandlers = {
  ...accountHandlers,
  ...clockHandlers,
  ...faultHandlers,
  ...gradeHandlers,
};
