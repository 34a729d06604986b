import { useCallback, useEffect, useState } from 'react';

/** Decides whether one goes on to another page: it may call `go` later, or never. */
type Guard = (go: () => void) => void;

let guard: Guard | undefined;

/** Goes on, unless there is something on the page that is to be asked about first. */
export function leaveBy(go: () => void): void {
  if (guard === undefined) go();
  else guard(go);
}

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
    guard = (go) => setWanted({ go });
    const close = (event: BeforeUnloadEvent) => event.preventDefault();
    // Before everybody else hears of it: for them it has not happened.
    const back = (event: PopStateEvent) => {
      const there = location.href;
      if (there === here) return;
      event.stopImmediatePropagation();
      history.pushState(undefined, '', here);
      setWanted({ go: () => location.assign(there) });
    };
    addEventListener('beforeunload', close);
    addEventListener('popstate', back, { capture: true });
    return () => {
      guard = undefined;
      removeEventListener('beforeunload', close);
      removeEventListener('popstate', back, { capture: true });
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
