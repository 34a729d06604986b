/** How the last session of this tab came to its end: its holder left, or it was ended from elsewhere. */
export type SessionEnd = 'left' | 'ended';

let end: SessionEnd | undefined;

export function noteSessionEnd(how: SessionEnd | undefined): void {
  end = how;
}

/** Undefined while somebody is signed in, and before anybody was. */
export function sessionEnd(): SessionEnd | undefined {
  return end;
}
