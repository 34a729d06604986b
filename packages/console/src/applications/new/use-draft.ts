import { useSessionStorage } from '@mantine/hooks';
import { type Draft, EMPTY } from './draft.ts';

/**
 * What somebody has written so far. It survives that they leave for their identity provider to prove who they are, and
 * goes with the tab.
 */
export function useDraft(account: string) {
  const [draft, setDraft, forget] = useSessionStorage<Draft>({
    key: `rollcall-new-application-${account}`,
    defaultValue: EMPTY,
    getInitialValueInEffect: false,
  });
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  return { draft, change, forget };
}
