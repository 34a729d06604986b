import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { Application } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-operation.ts';
import { Confirm } from '../../elements/confirm.tsx';
import { Section } from '../../elements/section.tsx';

/** The tokens of an application, and their end. */
export function TokensSection({ application }: { readonly application: Application }) {
  const { t } = useTranslation();
  const [isAsking, { open, close }] = useDisclosure(false);
  const revoke = useChange('RevokeTokens');
  const giveUp = () => {
    revoke.reset();
    close();
  };
  const confirm = () => {
    revoke.mutate(
      { path: { account: application.account_id, client: application.client_id } },
      {
        onSuccess: ({ tokens }) => {
          giveUp();
          notifications.show({ message: t('applications.tokens.revoked', { count: tokens }) });
        },
      },
    );
  };
  return (
    <Section
      title={t('applications.tokens.title')}
      actions={
        <Button size="xs" variant="light" color="red" onClick={open}>
          {t('applications.tokens.revoke')}
        </Button>
      }
    >
      <Text size="sm">{t('applications.tokens.lead')}</Text>
      <Confirm
        opened={isAsking}
        onClose={giveUp}
        title={t('applications.tokens.revokeTitle')}
        lead={t('applications.tokens.revokeLead')}
        deed={t('applications.tokens.revoke')}
        isDangerous
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={confirm}
      />
    </Section>
  );
}
