import type { AllControlHandlers } from '../control-call.ts';
import { accountHandlers } from './accounts.ts';
import { applicationHandlers } from './applications.ts';
import { clockHandlers } from './clock.ts';
import { cutOverHandlers } from './cut-over.ts';
import { faultHandlers } from './faults.ts';
import { gradeHandlers } from './grade.ts';
import { journalHandlers } from './journal.ts';
import { peopleHandlers } from './people.ts';
import { snapshotHandlers } from './snapshots.ts';

/** What carries each control out. */
export const CONTROL_HANDLERS: AllControlHandlers = {
  ...accountHandlers,
  ...applicationHandlers,
  ...clockHandlers,
  ...cutOverHandlers,
  ...snapshotHandlers,
  ...faultHandlers,
  ...gradeHandlers,
  ...journalHandlers,
  ...peopleHandlers,
};
