import { type ApplicationControls, applicationControls } from './account/applications.ts';
import { type ClockControls, clockControls } from './account/clock.ts';
import { type CutOverControls, cutOverControls } from './account/cut-over.ts';
import { type FaultControls, faultControls } from './account/faults.ts';
import { type JournalControls, journalControls } from './account/journal.ts';
import { type PeopleControls, peopleControls } from './account/people.ts';
import { type SnapshotControls, snapshotControls } from './account/snapshots.ts';
import type { ControlClient } from './control-client.ts';
import type { AccountDescription, AccountSettings, GradeReport } from './payloads.ts';

/** Everything that can be done to one account of a sandbox. Payloads are those of the controls, as they go over the wire. */
export interface AccountControls {
  /** Its time. */
  readonly clock: ClockControls;
  /** What goes wrong. */
  readonly faults: FaultControls;
  /** Who is in it. */
  readonly people: PeopleControls;
  /** Who calls for it. */
  readonly applications: ApplicationControls;
  /** The account as it was. */
  readonly snapshots: SnapshotControls;
  /** The end of the preview, rehearsed. */
  readonly cutOver: CutOverControls;
  /** What was requested. */
  readonly journal: JournalControls;
  /**
   * Judges the client by its requests so far.
   *
   * @example
   * ```ts
   * import { createClient } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount();
   * const client = createClient({ ...account.options, userAgent: 'acme-access-review/2.1' });
   * for await (const { email } of client.users.list({ pageSize: 20 })) email.toLowerCase();
   * const { findings } = await account.grade();
   * console.log(findings.find(({ rule }) => rule === 'follows-every-page')?.verdict); // passed
   * ```
   */
  grade(): Promise<GradeReport>;
  /** Changes limits, strictness or path families; what is left out stays. Counting against the limits starts anew. */
  update(settings: AccountSettings): Promise<AccountDescription>;
}

/** The controls of one account. */
export function accountControls(ask: ControlClient, accountId: string): AccountControls {
  const at = `/accounts/${accountId}`;
  return {
    clock: clockControls(ask, at),
    faults: faultControls(ask, at),
    people: peopleControls(ask, at),
    applications: applicationControls(ask, at),
    snapshots: snapshotControls(ask, at),
    cutOver: cutOverControls(ask, at),
    journal: journalControls(ask, at),
    grade: () => ask({ path: `${at}/grade` }),
    update: (body) => ask({ path: at, method: 'PATCH', body }),
  };
}
