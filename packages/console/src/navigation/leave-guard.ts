import { useCallback, useEffect, useState } from 'react';

/** What is asked before one goes on to another page. */
interface Guard {
  readonly here: string;
  /** May call `go` later, or never. */
  readonly ask: (go: () => void) => void;
}

let guard: Guard | undefined;

/** Goes on, unless there is something on the page that is to be asked about first. */
export function leaveBy(go: () => void): void {
  if (guard === undefined) go();
  else guard.ask(go);
}

// Before any page listens, and for good: a window calls its listeners in the order in which they came, and for those
// that come later it has not happened.
addEventListener('popstate', (event) => {
  const there = location.href;
  if (guard === undefined || there === guard.here) return;
  event.stopImmediatePropagation();
  history.pushState(undefined, '', guard.here);
  guard.ask(() => location.assign(there));
});

export interface LeaveGuard {
  /** Somebody wants to leave. */
  readonly isAsking: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Asks before the page is left: by a link, by the buttons of the browser, or by closing it. */
export function useLeaveGuard(isOn: boolean): LeaveGuard {
  const [wanted, setWanted] = useState<{ readonly go: () => void }>();
  useEffect(() => {
    if (!isOn) return undefined;
    const here = location.href;
    guard = { here, ask: (go) => setWanted({ go }) };
    const close = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', close);
    return () => {
      guard = undefined;
      removeEventListener('beforeunload', close);
    };
  }, [isOn]);
  const stay = useCallback(() => setWanted(undefined), []);
  const leave = () => {
    guard = undefined;
    setWanted(undefined);
    wanted?.go();
  };
  return { isAsking: wanted !== undefined, stay, leave };
}
