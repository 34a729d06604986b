import type { ControlOperation } from './control-operation.ts';
import { ACCOUNTS_CONTROLS } from './operations/accounts.ts';
import { FAULTS_CONTROLS } from './operations/faults.ts';
import { JOURNAL_CONTROLS } from './operations/journal.ts';
import { PEOPLE_CONTROLS } from './operations/people.ts';
import { TIME_CONTROLS } from './operations/time.ts';

/** Every control of a sandbox. Routes, OpenAPI, the client's functions and tests walk this list. */
export const CONTROL_OPERATIONS = [
  ...ACCOUNTS_CONTROLS,
  ...TIME_CONTROLS,
  ...FAULTS_CONTROLS,
  ...PEOPLE_CONTROLS,
  ...JOURNAL_CONTROLS,
] as const satisfies readonly ControlOperation[];

export type ControlOperationId = (typeof CONTROL_OPERATIONS)[number]['id'];
