/** Version of this package, as in package.json: a test holds them to each other. */
const VERSION = '0.1.0';

/** How this client introduces itself. */
export const USER_AGENT = `rollcall-client/${VERSION}`;
