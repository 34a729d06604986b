import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { useChange } from '../api/use-operation.ts';
import { FormDialog } from './form-dialog.tsx';
import { NameFields } from './name-fields.tsx';
import { RightsFields, type RightsOf } from './rights-fields.tsx';

export interface CreatePersonProps {
  readonly account: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}

const NOBODY = { display_name: '', email: '' };
const NO_RIGHTS: RightsOf = { role: 'member', security_group: false, externally_managed: false };

/** Takes somebody into the account. */
export function CreatePerson({ account, opened, onClose, onCreated }: CreatePersonProps) {
  const { t } = useTranslation();
  const mayRights = useMay('roles.write');
  const create = useChange('CreatePerson');
  const [names, setNames] = useState(NOBODY);
  const [rights, setRights] = useState(NO_RIGHTS);
  const close = () => {
    create.reset();
    setNames(NOBODY);
    setRights(NO_RIGHTS);
    onClose();
  };
  const submit = () => {
    create.mutate(
      { path: { account }, body: { ...names, ...(mayRights && rights) } },
      {
        onSuccess: (person) => {
          notifications.show({ message: t('people.form.created', { name: person.display_name }) });
          close();
          onCreated(person.id);
        },
      },
    );
  };
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={t('people.create')}
      deed={t('people.form.create')}
      onSubmit={submit}
      isPending={create.isPending}
      error={create.error}
      fields={['display_name', 'email']}
    >
      <NameFields value={names} onChange={setNames} error={create.error} />
      {mayRights && <RightsFields value={rights} onChange={setRights} />}
    </FormDialog>
  );
}
