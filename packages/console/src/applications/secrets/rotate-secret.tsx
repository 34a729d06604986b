import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import type { Application, ApplicationUsage, CreatedSecret } from '@rollcall/contract/admin';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-operation.ts';
import { useFailureSentence } from '../../elements/failure-sentence.ts';
import { violationOf } from '../../elements/violation-of.ts';
import { SecretUses } from './secret-uses.tsx';

/** Seconds that the old ones may live on. */
const SECONDS = { none: 0, hour: 3600, day: 86_400, week: 7 * 86_400, month: 30 * 86_400 } as const;
const KEPT = ['none', 'hour', 'day', 'week', 'month'] as const;

export interface RotateSecretProps {
  readonly application: Application;
  readonly uses: ApplicationUsage['secret_uses'];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: (made: CreatedSecret) => void;
}

/** Puts a new secret in the place of the others, which may live on for a while. */
export function RotateSecret({ application, uses, opened, onClose, onMade }: RotateSecretProps) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const [label, setLabel] = useState('');
  const [kept, setKept] = useState<(typeof KEPT)[number]>('week');
  const rotate = useChange('RotateSecret');
  const close = () => {
    rotate.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.mutate(
      {
        path: { account: application.account_id, client: application.client_id },
        body: { keep_old_seconds: SECONDS[kept], ...(label.trim() !== '' && { label: label.trim() }) },
      },
      {
        onSuccess: (made) => {
          setLabel('');
          rotate.reset();
          onMade(made);
        },
      },
    );
  };
  return (
    <Modal opened={opened} onClose={close} title={t('applications.secret.rotateTitle')}>
      <form onSubmit={submit}>
        <Stack>
          {rotate.error && (
            <Alert color="red" role="alert">
              {sentence(rotate.error)}
            </Alert>
          )}
          <Text size="sm">{t('applications.secret.rotateLead')}</Text>
          <NativeSelect
            label={t('applications.secret.keep')}
            description={t('applications.secret.keepHint')}
            value={kept}
            onChange={({ currentTarget }) => setKept(KEPT.find((each) => each === currentTarget.value) ?? 'week')}
            data={KEPT.map((value) => ({ value, label: t(`applications.secret.kept.${value}`) }))}
            data-autofocus
          />
          {kept === 'none' && (
            <Alert color="yellow" role="status">
              {t('applications.secret.atOnce')}
            </Alert>
          )}
          <TextInput
            label={t('applications.secret.label')}
            description={t('applications.secret.rotateLabelHint')}
            value={label}
            onChange={({ currentTarget }) => setLabel(currentTarget.value)}
            error={violationOf(rotate.error, 'label')}
            maxLength={100}
            autoComplete="off"
          />
          <div>
            <Text size="sm" fw={600}>
              {t('applications.secret.usedBy')}
            </Text>
            <SecretUses uses={uses} />
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('shell.cancel')}
            </Button>
            <Button type="submit" loading={rotate.isPending} {...(kept === 'none' && { color: 'red' })}>
              {t('applications.secret.rotate')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
