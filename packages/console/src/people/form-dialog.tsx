import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { violationOf } from '../elements/violation-of.ts';

export interface FormDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What the button says. */
  readonly deed: string;
  readonly onSubmit: () => void;
  readonly isPending: boolean;
  /** Why the last try failed. */
  readonly error: unknown;
  /** Fields that tell by themselves what is wrong with them. */
  readonly fields?: readonly string[];
  readonly children: ReactNode;
}

/** A form that is filled in or left. */
export function FormDialog({ fields = [], error, ...props }: FormDialogProps) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const isToldAtField = fields.some((field) => violationOf(error, field) !== undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <form onSubmit={submit}>
        <Stack>
          {Boolean(error) && !isToldAtField && (
            <Alert color="red" role="alert">
              {sentence(error)}
            </Alert>
          )}
          {props.children}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('shell.cancel')}
            </Button>
            <Button type="submit" loading={props.isPending}>
              {props.deed}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
