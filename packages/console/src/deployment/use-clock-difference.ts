import { useMemo } from 'react';

/** Seconds between the clock of the server and that of this browser, when the server was heard. @param time RFC 3339 */
export function useClockDifference(time: string): number {
  return useMemo(() => Math.abs(Date.now() - Date.parse(time)) / 1000, [time]);
}
