/** What an exam tells its client besides where to call: the situation, and what to do. */
export const TASK_VARIABLES: readonly string[] = [
  'ROLLCALL_SITUATION',
  'ROLLCALL_TASK',
  'ROLLCALL_FILTER',
  'ROLLCALL_USER',
  'ROLLCALL_USER_ID',
  'ROLLCALL_USER_EMAIL',
];
