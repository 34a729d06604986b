import { Alert, Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-operation.ts';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { violationOf } from '../elements/violation-of.ts';
import { useAccountStart } from '../navigation/account-start.ts';
import { navigate } from '../navigation/hash-location.ts';
import { isAccountId } from '../sign-in/sso.ts';

export interface CreateAccountProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const MODES = ['manual', 'automated'] as const;
const NEW = { name: '', id: '', provisioning: 'manual' as (typeof MODES)[number] };

/** Creates an account and leads into it. */
export function CreateAccount({ opened, onClose }: CreateAccountProps) {
  const { t } = useTranslation();
  const startOf = useAccountStart();
  const [fields, setFields] = useState(NEW);
  const [isAsked, setIsAsked] = useState(false);
  const create = useChange('CreateAccount');
  const close = () => {
    create.reset();
    setIsAsked(false);
    onClose();
  };
  const { name, provisioning } = fields;
  const id = fields.id.trim();
  const isIdWrong = id !== '' && !isAccountId(id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (isIdWrong) return;
    const body = { name: name.trim(), provisioning, ...(id !== '' && { id }) };
    create.mutate(
      { body },
      {
        onSuccess: (account) => {
          notifications.show({ message: t('accounts.create.done', { name: account.name }) });
          setFields(NEW);
          close();
          navigate(startOf(account.id));
        },
      },
    );
  };
  return (
    <Modal opened={opened} onClose={close} title={t('accounts.create.open')}>
      <form onSubmit={submit}>
        <Stack>
          <CreationFault error={create.error} />
          <TextInput
            label={t('accounts.create.name')}
            description={t('accounts.create.nameHint')}
            value={fields.name}
            onChange={({ currentTarget: { value } }) => setFields((all) => ({ ...all, name: value }))}
            error={violationOf(create.error, 'name')}
            required
            maxLength={256}
            autoComplete="off"
            data-autofocus
          />
          <Radio.Group
            label={t('accounts.create.provisioning')}
            value={fields.provisioning}
            onChange={(chosen) => {
              const provisioning = MODES.find((mode) => mode === chosen) ?? 'manual';
              setFields((all) => ({ ...all, provisioning }));
            }}
          >
            <Stack gap="xs" mt="xs">
              {MODES.map((mode) => (
                <Radio
                  key={mode}
                  value={mode}
                  label={t(`accounts.create.${mode}`)}
                  description={t(`accounts.create.${mode}Hint`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label={t('accounts.create.id')}
            description={t('accounts.create.idHint')}
            value={fields.id}
            onChange={({ currentTarget: { value } }) => setFields((all) => ({ ...all, id: value.toUpperCase() }))}
            error={isAsked && isIdWrong ? t('signIn.accountWrong') : violationOf(create.error, 'id')}
            autoComplete="off"
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('shell.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('accounts.create.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What is wrong as a whole; what is wrong with a field stands there. */
function CreationFault({ error }: { readonly error: unknown }) {
  const sentence = useFailureSentence();
  if (!error || violationOf(error, 'name') !== undefined || violationOf(error, 'id') !== undefined) return null;
  return (
    <Alert color="red" role="alert">
      {sentence(error)}
    </Alert>
  );
}
