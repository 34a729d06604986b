import type pg from 'pg';

/** One step of the schema, forward only. All pending steps run in one transaction. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot say, after it in the same transaction. */
  readonly fill?: (client: pg.Client) => Promise<void>;
  /**
   * The oldest version of the schema whose program still works after this step, so that servers of the previous version
   * go on while new ones start. A step that only adds keeps that of the step before; one that takes away or renames
   * says its own number, and then every older server has to be stopped first.
   */
  readonly compatibleFrom: number;
}
