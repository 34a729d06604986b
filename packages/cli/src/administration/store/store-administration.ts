import type { Storage } from '@rollcall/server';
import type { Administration } from '../administration.ts';
import { storeAccounts } from './accounts.ts';
import { storeApplications } from './applications.ts';
import { storePeople } from './people.ts';

/** Administers a store itself, as whoever the operating system says is calling. */
export function storeAdministration(storage: Storage): Administration {
  return {
    accounts: storeAccounts(storage),
    applications: storeApplications(storage),
    people: storePeople(storage),
    audit: { list: async (query) => storage.listAudit(query) },
  };
}
