import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-operation.ts';
import { Confirm } from '../elements/confirm.tsx';
import type { PersonDialogProps } from './person-dialog.ts';

export function SignOutPerson({ account, person, opened, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const signOut = useChange('SignOutPerson');
  const close = () => {
    signOut.reset();
    onClose();
  };
  const confirm = () => {
    signOut.mutate(
      { path: { account, user: person.id } },
      {
        onSuccess: ({ sessions }) => {
          notifications.show({ message: t('people.signOut.done', { count: sessions }) });
          close();
        },
      },
    );
  };
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={t('people.signOut.ask', { name: person.display_name })}
      lead={t('people.signOut.askLead')}
      deed={t('people.signOut.deed')}
      isPending={signOut.isPending}
      error={signOut.error}
      onConfirm={confirm}
    />
  );
}
