import { dataDirOption } from './common-options.ts';
import { DATABASE_URL, DATABASE_URLS, wholeNumber } from './kinds.ts';
import { option, optionWithDefault } from './option.ts';

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

/** Where people may be read as well: what the commands take that read many of them. */
export const replicaOptions = {
  databaseReplicaUrls: option({
    flag: 'database-replica-url',
    key: 'database_replica_urls',
    secret: true,
    kind: DATABASE_URLS,
    description:
      'Streaming replicas of --database-url that people are read from (get, list, export), and nothing that decides. ' +
      'They may show somebody as they were --database-replica-max-lag ago.',
    fallbackNote: 'everything is read from --database-url',
  }),
  databaseReplicaMaxLag: optionWithDefault(
    {
      flag: 'database-replica-max-lag',
      kind: wholeNumber(1, 3600),
      description: 'Seconds that a replica may be behind; one that is further behind, or away, is passed over.',
    },
    '5',
  ),
};
