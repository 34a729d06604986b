import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { Application } from '@rollcall/contract/admin';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { queryClient } from '../../api/query-client.ts';
import { ExplainedButton } from '../../elements/explained-button.tsx';
import { useFailureSentence } from '../../elements/failure-sentence.ts';
import { Section } from '../../elements/section.tsx';
import { navigate } from '../../navigation/hash-location.ts';

/** Where an application is deleted. */
export function DeleteSection({ application }: { readonly application: Application }) {
  const { t } = useTranslation();
  const [isAsking, { open, close }] = useDisclosure(false);
  return (
    <Section
      title={t('applications.delete.title')}
      actions={
        <Button size="xs" variant="light" color="red" onClick={open}>
          {t('applications.delete.open')}
        </Button>
      }
    >
      <Text size="sm">{t('applications.delete.lead')}</Text>
      <Modal opened={isAsking} onClose={close} title={t('applications.delete.ask', { name: application.name })}>
        <DeleteForm application={application} onClose={close} />
      </Modal>
    </Section>
  );
}

interface DeleteFormProps {
  readonly application: Application;
  readonly onClose: () => void;
}

function DeleteForm({ application, onClose }: DeleteFormProps) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const { account_id, client_id, name } = application;
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => api.call('DeleteApplication', { path: { account: account_id, client: client_id } }),
    onSuccess: () => {
      // What is shown now is gone: it must not be read again, only what is shown next.
      void queryClient.invalidateQueries({ queryKey: ['Applications'], refetchType: 'none' });
      void queryClient.invalidateQueries({ queryKey: ['Audit'] });
      navigate(`/accounts/${account_id}/applications`, { replace: true });
      notifications.show({ message: t('applications.delete.done', { name }) });
    },
  });
  const isSame = typed.trim() === name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSame) remove.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {remove.error && (
          <Alert color="red" role="alert">
            {sentence(remove.error)}
          </Alert>
        )}
        <Text size="sm">{t('applications.delete.askLead')}</Text>
        <TextInput
          label={t('applications.delete.type', { name })}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <Group justify="flex-end" align="flex-start">
          <Button variant="default" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <ExplainedButton
            type="submit"
            color="red"
            loading={remove.isPending}
            reason={isSame ? undefined : t('applications.delete.untyped')}
          >
            {t('applications.delete.open')}
          </ExplainedButton>
        </Group>
      </Stack>
    </form>
  );
}
