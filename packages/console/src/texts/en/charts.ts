/** What becomes of calls, in charts and beside them. */
export const charts = {
  hour: 'Hour',
  answered: 'Answered',
  refused: 'Refused',
  limited: 'Over the limit',
  failed: 'Failed',
} as const;
