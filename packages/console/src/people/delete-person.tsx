import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { Confirm } from '../elements/confirm.tsx';
import type { PersonDialogProps } from './person-dialog.ts';

export interface DeletePersonProps extends PersonDialogProps {
  readonly onDeleted: (id: string) => void;
}

export function DeletePerson({ account, person, opened, onClose, onDeleted }: DeletePersonProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const name = person.display_name;
  const remove = useMutation({
    mutationFn: () => api.call('DeletePerson', { path: { account, user: person.id } }),
    onSuccess: () => {
      notifications.show({ message: t('people.delete.done', { name }) });
      onDeleted(person.id);
      // Who is gone is not asked for again.
      const stale = (key: readonly unknown[]) => key[0] === 'Audit' || (key[0] === 'People' && key[1] !== 'GetPerson');
      void client.invalidateQueries({ predicate: ({ queryKey }) => stale(queryKey) });
    },
  });
  return (
    <Confirm
      opened={opened}
      onClose={() => {
        remove.reset();
        onClose();
      }}
      title={t('people.delete.ask', { name })}
      lead={t('people.delete.askLead', { email: person.email })}
      deed={t('people.delete.deed')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    />
  );
}
