import { Alert, Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { CreatedAdminKey } from '@rollcall/contract/admin';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-operation.ts';
import { ExplainedButton } from '../elements/explained-button.tsx';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { violationOf } from '../elements/violation-of.ts';
import type { KeyPermission } from './key-permissions.ts';
import { PermissionChoice } from './permission-choice.tsx';

export interface CreateKeyProps {
  readonly account: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: (made: CreatedAdminKey) => void;
}

const DAY = 86_400_000;
const LIVES = { month: 30 * DAY, quarter: 90 * DAY, year: 365 * DAY, never: undefined } as const;
type Life = keyof typeof LIVES;
const LIFE_NAMES = Object.keys(LIVES) as readonly Life[]; // the keys of a literal
const NEW = { label: '', permissions: [] as readonly KeyPermission[], life: 'quarter' as Life };

/** Makes a key, with nothing more than it needs. */
export function CreateKey({ account, opened, onClose, onMade }: CreateKeyProps) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const [fields, setFields] = useState(NEW);
  const create = useChange('CreateKey');
  const { label, permissions, life } = fields;
  const close = () => {
    create.reset();
    setFields(NEW);
    onClose();
  };
  const reason =
    label.trim() === ''
      ? t('keys.create.missingLabel')
      : permissions.length === 0
        ? t('keys.create.missing')
        : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason !== undefined) return;
    create.mutate(
      { path: { account }, body: { label: label.trim(), permissions: [...permissions], ...endOf(life) } },
      {
        onSuccess: (made) => {
          setFields(NEW);
          onMade(made);
        },
      },
    );
  };
  const labelFault = violationOf(create.error, 'label');
  return (
    <Modal opened={opened} onClose={close} title={t('keys.create.open')} size="lg">
      <form onSubmit={submit}>
        <Stack>
          {create.error && labelFault === undefined && (
            <Alert color="red" role="alert">
              {sentence(create.error)}
            </Alert>
          )}
          <TextInput
            label={t('keys.create.label')}
            description={t('keys.create.labelHint')}
            value={label}
            onChange={({ currentTarget: { value } }) => setFields((all) => ({ ...all, label: value }))}
            error={labelFault}
            required
            maxLength={100}
            autoComplete="off"
            data-autofocus
          />
          <PermissionChoice
            value={permissions}
            onChange={(permissions) => setFields((all) => ({ ...all, permissions }))}
          />
          <NativeSelect
            label={t('keys.create.expires')}
            description={t(life === 'never' ? 'keys.create.neverHint' : 'keys.create.expiresHint')}
            value={life}
            onChange={({ currentTarget: { value } }) => {
              setFields((all) => ({ ...all, life: LIFE_NAMES.find((each) => each === value) ?? 'quarter' }));
            }}
            data={LIFE_NAMES.map((value) => ({ value, label: t(`keys.create.after.${value}`) }))}
          />
          <Group justify="flex-end" align="flex-start">
            <Button variant="default" onClick={close}>
              {t('shell.cancel')}
            </Button>
            <ExplainedButton type="submit" reason={reason} loading={create.isPending}>
              {t('keys.create.submit')}
            </ExplainedButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function endOf(life: Life): { readonly expire_time?: string } {
  const after = LIVES[life];
  return after === undefined ? {} : { expire_time: new Date(Date.now() + after).toISOString() };
}
