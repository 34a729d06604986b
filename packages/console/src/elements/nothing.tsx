import { EmptyState } from '@mantine/core';
import type { ReactNode } from 'react';

export interface NothingProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What to do about it. */
  readonly lead?: string;
  readonly children?: ReactNode;
}

/** Stands where there is nothing yet. */
export function Nothing({ icon, title, lead, children }: NothingProps) {
  return (
    <EmptyState icon={icon} title={title} description={lead} withIndicatorBackground py="xl">
      {children !== undefined && <EmptyState.Actions>{children}</EmptyState.Actions>}
    </EmptyState>
  );
}
