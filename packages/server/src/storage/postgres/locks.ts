/** Advisory locks of a database, as the two numbers PostgreSQL takes: `ROLL`, and which one. */
const ROLL = 0x524f4c4c;

/** Held while the schema is brought up to date. */
export const MIGRATION_LOCK = `${ROLL}, 1`;
/** Held together by whoever writes audit entries, alone by whoever reads them: see the first migration. */
export const AUDIT_LOCK = `${ROLL}, 2`;
