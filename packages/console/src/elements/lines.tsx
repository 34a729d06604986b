import { Box, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './lines.module.css';

/** Things one below the other, each with what can be done to it at its end: a table that a phone has room for. */
export function Lines({ children }: { readonly children: ReactNode }) {
  return (
    <Stack component="ul" gap={0} className={classes.lines}>
      {children}
    </Stack>
  );
}

export interface LineProps {
  readonly children: ReactNode;
  /** Buttons at its end. */
  readonly actions?: ReactNode;
}

export function Line({ children, actions }: LineProps) {
  return (
    <Group component="li" justify="space-between" gap="sm" py="sm" className={classes.line}>
      <Box className={classes.content}>{children}</Box>
      {actions}
    </Group>
  );
}
