/** The times a page token and a database can hold, in milliseconds since the Unix epoch. */
export const EARLIEST = Date.UTC(1970, 0, 1);
export const LATEST = Date.UTC(9999, 11, 31);
