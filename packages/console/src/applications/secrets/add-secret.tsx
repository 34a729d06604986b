import { Alert, Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { Application, CreatedSecret } from '@rollcall/contract/admin';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-operation.ts';
import { useFailureSentence } from '../../elements/failure-sentence.ts';
import { violationOf } from '../../elements/violation-of.ts';

const DAY_MS = 86_400_000;
/** Days that a secret may be good for; undefined: until it is revoked. */
const DAYS = { always: undefined, month: 30, quarter: 90, year: 365 } as const;
const LIVES = ['always', 'month', 'quarter', 'year'] as const;

export interface AddSecretProps {
  readonly application: Application;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: (made: CreatedSecret) => void;
}

/** Adds a secret beside the others: one for each place where the program runs is a good habit. */
export function AddSecret({ application, opened, onClose, onMade }: AddSecretProps) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const [label, setLabel] = useState('');
  const [life, setLife] = useState<(typeof LIVES)[number]>('always');
  const add = useChange('AddSecret');
  const close = () => {
    add.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const days = DAYS[life];
    const expire_time = days && new Date(Date.now() + days * DAY_MS).toISOString();
    add.mutate(
      {
        path: { account: application.account_id, client: application.client_id },
        body: { label: label.trim(), ...(expire_time !== undefined && { expire_time }) },
      },
      {
        onSuccess: (made) => {
          setLabel('');
          add.reset();
          onMade(made);
        },
      },
    );
  };
  const atField = violationOf(add.error, 'label');
  return (
    <Modal opened={opened} onClose={close} title={t('applications.secret.add')}>
      <form onSubmit={submit}>
        <Stack>
          {add.error && atField === undefined && (
            <Alert color="red" role="alert">
              {sentence(add.error)}
            </Alert>
          )}
          <TextInput
            label={t('applications.secret.label')}
            description={t('applications.secret.labelHint')}
            value={label}
            onChange={({ currentTarget }) => setLabel(currentTarget.value)}
            error={atField}
            required
            pattern=".*\S.*"
            maxLength={100}
            autoComplete="off"
            data-autofocus
          />
          <NativeSelect
            label={t('applications.secret.life')}
            description={t('applications.secret.lifeHint')}
            value={life}
            onChange={({ currentTarget }) => setLife(LIVES.find((each) => each === currentTarget.value) ?? 'always')}
            data={LIVES.map((value) => ({ value, label: t(`applications.secret.lives.${value}`) }))}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('shell.cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('applications.secret.addSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
