import { type FocusEvent, type KeyboardEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Keys that go from row to row, as in a list: one stop for the Tab key, however many rows there are. */
export function useRowKeys(count: number) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [current, setCurrent] = useState(0);
  const isGoing = useRef(false);

  useLayoutEffect(() => {
    if (!isGoing.current) return;
    isGoing.current = false;
    const row = body.current?.querySelector(`[data-index="${current}"]`);
    row?.querySelector('a')?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = placeAfter(event.key, current, count, rowsOnScreen(body.current));
    if (next === undefined) return;
    event.preventDefault();
    isGoing.current = true;
    setCurrent(next);
  };
  const onFocus = useCallback(({ target }: FocusEvent) => {
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset.index);
    if (Number.isInteger(index)) setCurrent(index);
  }, []);
  return { current: Math.min(current, Math.max(0, count - 1)), body, onKeyDown, onFocus };
}

function placeAfter(key: string, at: number, count: number, onScreen: number): number | undefined {
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + onScreen,
    PageUp: at - onScreen,
    Home: 0,
    End: count - 1,
  };
  const place = places[key];
  return place === undefined ? undefined : Math.max(0, Math.min(count - 1, place));
}

function rowsOnScreen(body: HTMLTableSectionElement | null): number {
  const height = body?.querySelector('[data-index]')?.getBoundingClientRect().height ?? 0;
  return height === 0 ? 10 : Math.max(1, Math.floor((innerHeight - 160) / height));
}
