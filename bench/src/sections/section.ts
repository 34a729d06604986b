/** What a run can measure, in the order it does. */
export const SECTIONS = ['get', 'list', 'token', 'suspend', 'tls', 'million', 'startup', 'import'] as const;
export type Section = (typeof SECTIONS)[number];
