import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureSentence } from './failure-sentence.ts';

export interface ConfirmProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly lead: ReactNode;
  /** What the button says: the deed, not “OK”. */
  readonly deed: string;
  readonly onConfirm: () => void;
  readonly isPending?: boolean;
  /** Why the last try failed. */
  readonly error?: unknown;
  readonly isDangerous?: boolean;
}

/** Asks before something is done that cannot be undone. */
export function Confirm(props: ConfirmProps) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <Stack>
        <Text component="div" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {props.lead}
        </Text>
        {Boolean(props.error) && (
          <Alert color="red" role="alert">
            {sentence(props.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t('shell.cancel')}
          </Button>
          <Button
            {...(props.isDangerous && { color: 'red' })}
            loading={props.isPending ?? false}
            onClick={props.onConfirm}
          >
            {props.deed}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
