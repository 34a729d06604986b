import type { Scope } from '@rollcall/contract';
import { openWay, userAgent } from '../connection/connect.ts';
import { type ConnectionValues, type ResolvedConnection, resolveConnection } from '../connection/resolve-connection.ts';
import { Failure } from '../failure.ts';
import { CHECKS } from './checks.ts';
import { describeConfiguration } from './configuration.ts';
import { Evidence } from './evidence.ts';
import { type CheckName, type Finding, failed, skipped } from './finding.ts';

export interface DiagnoseOptions {
  readonly connection: ConnectionValues;
  readonly allRegions: boolean;
  /** Scopes whose absence is a failure. */
  readonly neededScopes: readonly Scope[];
  /** Takes a line about each request. */
  readonly log: (line: string) => void;
}

/** A check and what it came to. */
export interface Diagnosis {
  readonly check: CheckName;
  readonly finding: Finding;
  /** The check whose failure made this one pointless. */
  readonly because?: CheckName;
  /** HTTP requests so far. */
  readonly requests: number;
}

/** Looks at everything that a call needs, from the ground up, and tells of each thing as soon as it is known. */
export async function* diagnose(options: DiagnoseOptions): AsyncGenerator<Diagnosis> {
  const connection = await configure(options.connection);
  if (!(connection instanceof Failure)) {
    yield { check: 'configuration', finding: describeConfiguration(connection), requests: 0 };
    return yield* examine(connection, options);
  }
  const finding = failed('something is missing or unusable', connection.message);
  yield { check: 'configuration', finding, requests: 0 };
  for (const { name } of CHECKS) yield { check: name, ...blockedBy('configuration'), requests: 0 };
}

async function* examine(connection: ResolvedConnection, options: DiagnoseOptions): AsyncGenerator<Diagnosis> {
  const { log, allRegions, neededScopes } = options;
  const timeoutMs = options.connection.timeout * 1000;
  const evidence = new Evidence(connection, { timeoutMs, userAgent: userAgent(), log, allRegions, neededScopes });
  /** Checks that came to nothing, and the one that failed. */
  const blockers = new Map<CheckName, CheckName>();
  for (const check of CHECKS) {
    const blocker = check.needs.map((name) => blockers.get(name)).find((name) => name !== undefined);
    const outcome = blocker === undefined ? { finding: await check.run(evidence) } : blockedBy(blocker);
    if (outcome.finding.verdict === 'failed') blockers.set(check.name, check.name);
    else if (blocker !== undefined) blockers.set(check.name, blocker);
    if (check === CHECKS.at(-1)) await evidence.tidyUp();
    yield { check: check.name, ...outcome, requests: evidence.requests.sent };
  }
}

async function configure(options: ConnectionValues): Promise<ResolvedConnection | Failure> {
  try {
    const resolved = await resolveConnection(options);
    await openWay(resolved);
    return resolved;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function blockedBy(because: CheckName): Pick<Diagnosis, 'finding' | 'because'> {
  return { finding: skipped(`nothing to tell while ${because} fails`), because };
}
