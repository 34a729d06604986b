import { afterEach, describe } from 'node:test';
import type { Storage } from '../../src/storage/storage.ts';
import { describeAccounts } from './contract/accounts.ts';
import { describeAdminKeys } from './contract/admin-keys.ts';
import { describeApplications } from './contract/applications.ts';
import { describeAudit } from './contract/audit.ts';
import { describeChecks } from './contract/checks.ts';
import { describeHousekeeping } from './contract/housekeeping.ts';
import { describeImportMatching } from './contract/import-matching.ts';
import { describeImports } from './contract/imports.ts';
import { describeLastOwner } from './contract/last-owner.ts';
import { describePeople } from './contract/people.ts';
import { describePersonFacts } from './contract/person-facts.ts';
import { describeReads } from './contract/reads.ts';
import { describeSearch } from './contract/search.ts';
import { describeSecrets } from './contract/secrets.ts';
import { describeSessions } from './contract/sessions.ts';
import { describeSignIn } from './contract/sign-in.ts';
import { describeTokens } from './contract/tokens.ts';
import { describeTransitions } from './contract/transitions.ts';
import { describeUsage } from './contract/usage.ts';

/** Opens an empty store for one test; it is closed after the test. */
export type OpenStore = () => Promise<Storage>;

/**
 * What every engine promises, verb by verb. Knows nothing of any engine.
 * @param open an empty store, each time it is called
 */
export function describeStorage(name: string, open: OpenStore): void {
  describe(`storage on ${name}`, () => {
    const opened: Storage[] = [];
    const openAndRemember: OpenStore = async () => {
      const storage = await open();
      opened.push(storage);
      return storage;
    };
    afterEach(async () => {
      for (const storage of opened.splice(0)) await storage.close();
    });
    describeReads(openAndRemember);
    describeTransitions(openAndRemember);
    describeChecks(openAndRemember);
    describePeople(openAndRemember);
    describePersonFacts(openAndRemember);
    describeSearch(openAndRemember);
    describeLastOwner(openAndRemember);
    describeTokens(openAndRemember);
    describeApplications(openAndRemember);
    describeSecrets(openAndRemember);
    describeUsage(openAndRemember);
    describeAccounts(openAndRemember);
    describeAudit(openAndRemember);
    describeImports(openAndRemember);
    describeImportMatching(openAndRemember);
    describeHousekeeping(openAndRemember);
    describeSignIn(openAndRemember);
    describeSessions(openAndRemember);
    describeAdminKeys(openAndRemember);
  });
}
