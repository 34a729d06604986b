/** A value of a statement, as JSON can carry it. `fresh`: so many random bytes, others every time. */
export type StatementValue = string | number | boolean | null | { readonly bytes: string } | { readonly fresh: number };

export interface StatementText {
  /** Prepared under this name; undefined: not prepared. */
  readonly name: string | undefined;
  readonly text: string;
}

export interface Asked {
  /** Which of the texts. */
  readonly text: number;
  readonly values: readonly StatementValue[];
}

/** What one request asks of the database: steps one after the other, the statements of a step side by side. */
export type Script = readonly (readonly Asked[])[];

/** Statements straight on the driver. */
export interface StatementJob {
  readonly url: string;
  /** Connections of the pool. */
  readonly pool: number;
  /** What is said on each new connection. */
  readonly session: readonly string[];
  readonly texts: readonly StatementText[];
  /** Lanes take them in turn, from the first to the last and over again. */
  readonly scripts: readonly Script[];
  /** How many scripts are under way at a time. */
  readonly lanes: number;
  readonly seconds: number;
  /** Each script at most once, in order. */
  readonly once: boolean;
}
