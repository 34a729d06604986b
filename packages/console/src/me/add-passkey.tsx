import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../api/query-client.ts';
import { operationKey } from '../api/use-operation.ts';
import { addPasskey } from '../sign-in/passkey.ts';
import { usePasskeyFailure } from '../sign-in/passkey-failure.ts';

export interface AddPasskeyProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes another passkey: one for each device is a good habit. */
export function AddPasskey({ opened, onClose }: AddPasskeyProps) {
  const { t } = useTranslation();
  const failure = usePasskeyFailure();
  const [label, setLabel] = useState('');
  const add = useMutation({
    mutationFn: addPasskey,
    onSuccess: (passkeys) => {
      queryClient.setQueryData(operationKey('ListPasskeys'), passkeys);
      notifications.show({ message: t('me.passkeys.added') });
      setLabel('');
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(label);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('me.passkeys.add')}>
      <form onSubmit={submit}>
        <Stack>
          {add.isError && (
            <Alert color="red" role="alert">
              {failure(add.error)}
            </Alert>
          )}
          <TextInput
            label={t('signIn.invite.label')}
            description={t('signIn.invite.labelHint')}
            value={label}
            onChange={({ currentTarget }) => setLabel(currentTarget.value)}
            maxLength={100}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('signIn.invite.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
