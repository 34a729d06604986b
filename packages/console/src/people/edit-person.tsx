import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-operation.ts';
import { FormDialog } from './form-dialog.tsx';
import { NameFields } from './name-fields.tsx';
import type { PersonDialogProps } from './person-dialog.ts';

export function EditPerson({ account, person, opened, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const update = useChange('UpdatePerson');
  // What was not touched stays as it is by then: somebody else may change it meanwhile.
  const [touched, setTouched] = useState({});
  const value = { display_name: person.display_name, email: person.email, ...touched };
  const close = () => {
    update.reset();
    setTouched({});
    onClose();
  };
  const submit = () => {
    update.mutate(
      { path: { account, user: person.id }, body: value },
      {
        onSuccess: () => {
          notifications.show({ message: t('people.edit.done') });
          close();
        },
      },
    );
  };
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={t('people.edit.dialog', { name: person.display_name })}
      deed={t('people.edit.save')}
      onSubmit={submit}
      isPending={update.isPending}
      error={update.error}
      fields={['display_name', 'email']}
    >
      <NameFields value={value} onChange={setTouched} error={update.error} />
    </FormDialog>
  );
}
