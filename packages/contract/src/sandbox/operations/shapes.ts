/** Below an account. */
export const ACCOUNT = '/accounts/{account}';

export const DONE = { status: 204, description: 'Done.' } as const;
