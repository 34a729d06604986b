import { Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.ts';
import { useChange } from '../api/use-operation.ts';
import { Confirm } from '../elements/confirm.tsx';
import type { PersonDialogProps } from './person-dialog.ts';

export function SuspendPerson({ account, person, opened, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const { principal } = useSession();
  const suspend = useChange('SuspendPerson');
  const name = person.display_name;
  const close = () => {
    suspend.reset();
    onClose();
  };
  const confirm = () => {
    suspend.mutate(
      { path: { account, user: person.id } },
      {
        onSuccess: () => {
          notifications.show({ message: t('people.suspend.done', { name }) });
          close();
        },
      },
    );
  };
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={t('people.suspend.ask', { name })}
      lead={
        <Stack gap="xs">
          {principal.id === person.id && (
            <Text inherit fw={600}>
              {t('people.suspend.askYourself')}
            </Text>
          )}
          <Text inherit>{t('people.suspend.askLead')}</Text>
        </Stack>
      }
      deed={t('people.suspend.title')}
      isDangerous
      isPending={suspend.isPending}
      error={suspend.error}
      onConfirm={confirm}
    />
  );
}
