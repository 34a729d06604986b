import { Alert } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.ts';
import { useChange } from '../api/use-operation.ts';
import { FormDialog } from './form-dialog.tsx';
import type { PersonDialogProps } from './person-dialog.ts';
import { RightsFields, type RightsOf } from './rights-fields.tsx';

export function ChangeRights({ account, person, opened, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const { principal } = useSession();
  const update = useChange('UpdatePerson');
  const [chosen, setChosen] = useState<RightsOf>();
  const { role, security_group, externally_managed } = person;
  const value = chosen ?? { role, security_group, externally_managed };
  const close = () => {
    update.reset();
    setChosen(undefined);
    onClose();
  };
  const submit = () => {
    update.mutate(
      { path: { account, user: person.id }, body: value },
      {
        onSuccess: () => {
          notifications.show({ message: t('people.role.done') });
          close();
        },
      },
    );
  };
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={t('people.role.dialog', { name: person.display_name })}
      deed={t('people.role.save')}
      onSubmit={submit}
      isPending={update.isPending}
      error={update.error}
    >
      {principal.id === person.id && <Alert color="orange">{t('people.role.yourself')}</Alert>}
      <RightsFields value={value} onChange={setChosen} roleRefusal={person.refusals.change_role?.sentence} />
    </FormDialog>
  );
}
