import type { AdminHandlers } from '../admin-call.ts';

/** Every operation's handler, a file for each tag. */
export const ADMIN_HANDLERS: AdminHandlers = {};
