import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-operation.ts';
import { Copy } from '../elements/copy.tsx';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { Moment } from '../elements/moment.tsx';
import type { PersonDialogProps } from './person-dialog.ts';

/** Makes the link by which somebody gets in. It is kept nowhere, and gone when the dialog is. */
export function InvitePerson({ account, person, opened, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const invite = useChange('InvitePerson');
  const name = person.display_name;
  const close = () => {
    invite.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={t('people.invite.dialog', { name })}>
      <Stack>
        <Text size="sm">{t('people.invite.explain', { name })}</Text>
        {invite.isError && (
          <Alert color="red" role="alert">
            {sentence(invite.error)}
          </Alert>
        )}
        {invite.data && <Link {...invite.data} name={name} />}
        <Group justify="flex-end">
          {invite.data ? (
            <Button onClick={close}>{t('people.invite.close')}</Button>
          ) : (
            <>
              <Button variant="default" onClick={close}>
                {t('shell.cancel')}
              </Button>
              <Button
                loading={invite.isPending}
                onClick={() => invite.mutate({ path: { account, user: person.id } })}
                data-autofocus
              >
                {t('people.invite.make')}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

interface LinkProps {
  readonly url: string;
  readonly expire_time: string;
  readonly name: string;
}

function Link({ url, expire_time, name }: LinkProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" role="status">
      <TextInput
        label={t('people.invite.link', { name })}
        description={t('people.invite.once')}
        value={url}
        readOnly
        autoFocus
        onFocus={({ currentTarget }) => currentTarget.select()}
        rightSection={<Copy value={url} label={t('people.invite.copy')} />}
      />
      <Text size="sm">
        {t('people.invite.until')} <Moment at={expire_time} />
      </Text>
    </Stack>
  );
}
