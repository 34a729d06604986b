export const ACCOUNT = '/accounts/{account}';
export const DONE = { status: 204, description: 'Done.' } as const;
export const READ = 'management-read' as const;
export const WRITE = 'management-write' as const;
