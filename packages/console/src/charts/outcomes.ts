/** What becomes of a call, in the order it is stacked, and its colour in every chart. */
export const OUTCOMES = [
  { name: 'answered', color: 'blue.6' },
  { name: 'refused', color: 'yellow.6' },
  { name: 'limited', color: 'grape.6' },
  { name: 'failed', color: 'red.7' },
] as const;
export type Outcome = (typeof OUTCOMES)[number]['name'];
