import { Button, type ButtonProps, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type MouseEvent, useId } from 'react';

export interface ActionLineProps extends Pick<ButtonProps, 'color' | 'loading'> {
  readonly title: string;
  /** What will happen. */
  readonly lead: string;
  /** Why it cannot be done now; undefined: it can. */
  readonly refusal: string | undefined;
  /** What the button says, where that is not the title. */
  readonly deed?: string;
  readonly onAct: () => void;
}

/** Something that can be done, with what will happen, or why it cannot be done, before anybody presses the button. */
export function ActionLine({ title, lead, refusal, deed = title, onAct, ...button }: ActionLineProps) {
  const id = useId();
  const isRefused = refusal !== undefined;
  const press = (event: MouseEvent) => {
    if (isRefused) event.preventDefault();
    else onAct();
  };
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <Stack gap={2} miw={0}>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <Group gap={6} wrap="nowrap" align="flex-start" c="dimmed">
          {isRefused && <IconLock size={16} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />}
          <Text size="sm" id={id}>
            {refusal ?? lead}
          </Text>
        </Group>
      </Stack>
      <Button
        variant="default"
        size="xs"
        flex="none"
        {...button}
        // Not `disabled`: who goes by keyboard would not get here, and not hear why.
        {...(isRefused && { 'data-disabled': true, 'aria-disabled': true })}
        aria-describedby={id}
        onClick={press}
      >
        {deed}
      </Button>
    </Group>
  );
}
