import type { ExamTask } from '../../../../../src/sandbox/grade/index.ts';
import { Integration } from './integration.ts';

/* Clients with one bad habit each: the first four are those of integrations that shipped. */

type Body = Readonly<Record<string, unknown>>;
type Person = { readonly id: string; readonly email: string };

/** Looks for people where the answer has none, and reports "no users" without an error. */
export class ReadsUsers extends Integration {
  protected override peopleOn(page: Body): Person[] {
    return (page.users ?? []) as Person[];
  }

  protected override reportNobody(): void {}
}

/** Writes parameters in camel case, and looks for the next page's token likewise: it sees the first page of every list. */
export class SpeaksCamelCase extends Integration {
  protected override pageQuery(filter: string | undefined, next: string | undefined): URLSearchParams {
    return new URLSearchParams({ maxPageSize: '20', ...(filter && { filter }), ...(next && { pageToken: next }) });
  }

  protected override nextOf(page: Body): string | undefined {
    return page.nextPageToken as string | undefined;
  }
}

/** Asks for a token before every call. */
export class AsksForATokenEachTime extends Integration {
  protected override token(): Promise<string> {
    return this.newToken();
  }
}

/** Waits for as long as it likes. */
export class IgnoresRetryAfter extends Integration {
  protected override waitAfter(status: number, tries: number): number | undefined {
    return super.waitAfter(status, tries, undefined);
  }
}

/** Takes no refusal for an answer; bounded, so that a test ends. */
export class RepeatsRefusals extends Integration {
  protected override waitAfter(status: number, tries: number, headers: Headers | undefined): number | undefined {
    const isRefused = status >= 400 && status < 500 && status !== 429;
    return isRefused && tries < 12 ? 5 : super.waitAfter(status, tries, headers);
  }
}

/** Takes an expired token for the end of the world. */
export class NeverRenews extends Integration {
  protected override renews(): boolean {
    return false;
  }
}

/** One try is all it has. */
export class NeverRepeats extends Integration {
  protected override waitAfter(status: number, tries: number, headers: Headers | undefined): number | undefined {
    return status === 429 ? super.waitAfter(status, tries, headers) : undefined;
  }
}

/** Knocks on, at once, where nothing else is asked for; bounded, so that a test ends. */
export class Hammers extends Integration {
  protected override waitAfter(status: number, tries: number, headers: Headers | undefined): number | undefined {
    const isBroken = (status === 0 || status >= 500) && !headers?.has('retry-after');
    return isBroken ? (tries < 30 ? 0 : undefined) : super.waitAfter(status, tries, headers);
  }
}

/** Calls itself what its library calls itself. */
export class Nameless extends Integration {
  protected override userAgent(): string {
    return 'axios/1.7.9';
  }
}

/** Swallows whatever goes wrong. */
export class NeverFails extends Integration {
  override async perform(task: ExamTask): Promise<void> {
    await super.perform(task).catch(() => {});
  }
}

/** Finds people by a part of their address. */
export class SuspendsTooMany extends Integration {
  protected override isMeant(email: string, wanted: string): boolean {
    return email.startsWith(wanted.slice(0, 8));
  }
}

/** Adds another filter to the page token. */
export class ChangesTheFilter extends Integration {
  protected override pageQuery(filter: string | undefined, next: string | undefined): URLSearchParams {
    return super.pageQuery(next && filter ? 'user.isSuspended()' : filter, next);
  }
}
