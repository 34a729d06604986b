import { dataDirOption } from './common-options.ts';
import { DATABASE_URL } from './kinds.ts';
import { option } from './option.ts';

/** Where the data is: what every command that works on it takes. */
export const storeOptions = {
  dataDir: dataDirOption,
  databaseUrl: option({
    flag: 'database-url',
    secret: true,
    kind: DATABASE_URL,
    description:
      'The PostgreSQL database that holds the data, in place of --data-dir. The password is better in PGPASSWORD or a ' +
      'password file (PGPASSFILE): others on this machine can see flags.',
  }),
};
