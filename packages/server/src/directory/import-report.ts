import type { ImportSummary } from '../storage/import-session.ts';

/** A secret that was made at import, in plain text: it is told once, here. */
export interface MadeSecret {
  readonly clientId: string;
  readonly accountId: string;
  /** Name of the application. */
  readonly name: string;
  readonly secret: string;
}

/** What a person needs to sign in as an application of the file. */
export interface FirstApplication {
  readonly accountId: string;
  readonly clientId: string;
  /** In plain text; undefined where the application existed and the file does not say the secret. */
  readonly secret: string | undefined;
}

export interface ImportReport {
  readonly summary: ImportSummary;
  readonly madeSecrets: readonly MadeSecret[];
  /** Id of the account that stands first in the file, or that its people belong to. */
  readonly firstAccount: string | undefined;
  /** The first application of the first account. */
  readonly firstApplication: FirstApplication | undefined;
  /** Sentences for a person about what was imported and deserves a look. */
  readonly warnings: readonly string[];
}
