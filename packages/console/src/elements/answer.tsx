import type { ReactNode } from 'react';
import { Failed } from './failed.tsx';
import { Loading } from './loading.tsx';

export interface AnswerProps<T> {
  /** What `useOperation` gave. */
  readonly of: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly children: (data: T) => ReactNode;
}

/** What was read, or that it is on its way, or why it could not be had. */
export function Answer<T>({ of, children }: AnswerProps<T>) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <Failed error={of.error} onRetry={of.refetch} />;
  return <Loading />;
}
