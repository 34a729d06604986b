/** The states a person can be in. */
export const USER_STATES = ['ACTIVE', 'SUSPENDED'] as const;
export type UserState = (typeof USER_STATES)[number];
