import { Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Application, ApplicationSecret, ApplicationUsage } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-operation.ts';
import { Confirm } from '../../elements/confirm.tsx';
import { isGood } from '../secret-state.ts';
import { SecretUses } from './secret-uses.tsx';

export interface RevokeSecretProps {
  readonly application: Application;
  /** Undefined: nothing is asked. */
  readonly secret: ApplicationSecret | undefined;
  readonly uses: ApplicationUsage['secret_uses'];
  readonly onClose: () => void;
}

/** Asks before a secret is revoked, and says who uses it. */
export function RevokeSecret({ application, secret, uses, onClose }: RevokeSecretProps) {
  const { t } = useTranslation();
  const revoke = useChange('RevokeSecret');
  const close = () => {
    revoke.reset();
    onClose();
  };
  const confirm = ({ id, label }: ApplicationSecret) => {
    revoke.mutate(
      { path: { account: application.account_id, client: application.client_id, secret: id } },
      {
        onSuccess: () => {
          close();
          notifications.show({ message: t('applications.secret.revoked', { label }) });
        },
      },
    );
  };
  const others = application.secrets.filter((other) => other.id !== secret?.id && isGood(other, Date.now()));
  return (
    <Confirm
      opened={secret !== undefined}
      onClose={close}
      title={t('applications.secret.revokeTitle', { label: secret?.label ?? '' })}
      lead={
        <Stack gap="sm">
          <Text size="sm">{t('applications.secret.revokeLead')}</Text>
          {others.length === 0 && (
            <Text size="sm" fw={600}>
              {t('applications.secret.revokeLast')}
            </Text>
          )}
          <div>
            <Text size="sm" fw={600}>
              {t('applications.secret.usedBy')}
            </Text>
            <SecretUses uses={uses} />
          </div>
        </Stack>
      }
      deed={t('applications.secret.revoke')}
      isDangerous
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => secret && confirm(secret)}
    />
  );
}
