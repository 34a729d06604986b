import { Button, type ButtonProps, Stack, Text } from '@mantine/core';
import { type MouseEvent, type ReactNode, useId } from 'react';

export interface ExplainedButtonProps extends ButtonProps {
  /** Why it cannot be pressed now; undefined: it can. */
  readonly reason: ReactNode;
  readonly type?: 'button' | 'submit';
  readonly onClick?: () => void;
}

/** A button that, where it cannot be pressed, says why: to who sees it, and to who gets there by keyboard and listens. */
export function ExplainedButton({ reason, type = 'button', onClick, ...button }: ExplainedButtonProps) {
  const id = useId();
  if (reason === undefined) return <Button {...button} type={type} {...(onClick && { onClick })} />;
  const stop = (event: MouseEvent) => event.preventDefault();
  return (
    <Stack gap={4} align="flex-start">
      {/* Not `disabled`: that could not be reached. */}
      <Button
        {...button}
        bd="1px solid var(--mantine-color-default-border)"
        type="button"
        data-disabled
        aria-disabled
        aria-describedby={id}
        onClick={stop}
      />
      <Text size="xs" c="dimmed" id={id}>
        {reason}
      </Text>
    </Stack>
  );
}
