import { Button, Table, Text } from '@mantine/core';
import type { Application, ApplicationSecret, ApplicationUsage } from '@rollcall/contract/admin';
import { IconKeyOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../elements/moment.tsx';
import { Nothing } from '../../elements/nothing.tsx';
import { RevokeSecret } from './revoke-secret.tsx';
import { SecretEnd } from './secret-end.tsx';
import { SecretUses } from './secret-uses.tsx';
import { successorOf } from './successor.ts';

export interface SecretTableProps {
  readonly application: Application;
  readonly uses: ApplicationUsage['secret_uses'];
  readonly mayWrite: boolean;
}

/** The secrets, the newest first, each with its end and with who uses it. */
export function SecretTable({ application, uses, mayWrite }: SecretTableProps) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<ApplicationSecret>();
  const { secrets } = application;
  if (secrets.length === 0) {
    return (
      <Nothing icon={<IconKeyOff />} title={t('applications.secret.none')} lead={t('applications.secret.noneLead')} />
    );
  }
  return (
    <>
      <Table.ScrollContainer minWidth={820}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('applications.secret.label')}</Table.Th>
              <Table.Th>{t('applications.secret.made')}</Table.Th>
              <Table.Th>{t('applications.secret.ends')}</Table.Th>
              <Table.Th>{t('applications.lastUse')}</Table.Th>
              <Table.Th>{t('applications.secret.usedBy')}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {secrets.toReversed().map((secret) => (
              <SecretRow
                key={secret.id}
                secret={secret}
                successor={successorOf(secret, secrets)}
                uses={uses.filter(({ secret_id }) => secret_id === secret.id)}
                onRevoke={mayWrite ? () => setLeaving(secret) : undefined}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <RevokeSecret
        application={application}
        secret={leaving}
        uses={uses.filter(({ secret_id }) => secret_id === leaving?.id)}
        onClose={() => setLeaving(undefined)}
      />
    </>
  );
}

interface SecretRowProps {
  readonly secret: ApplicationSecret;
  /** The one that takes its place. */
  readonly successor: ApplicationSecret | undefined;
  readonly uses: ApplicationUsage['secret_uses'];
  readonly onRevoke: (() => void) | undefined;
}

function SecretRow({ secret, successor, uses, onRevoke }: SecretRowProps) {
  const { t } = useTranslation();
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td maw={220} style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {secret.label}
        </Text>
      </Table.Td>
      <Table.Td>
        <Moment at={secret.create_time} />
      </Table.Td>
      <Table.Td>
        <SecretEnd secret={secret} successor={successor} uses={uses} />
      </Table.Td>
      <Table.Td>
        {secret.last_use_time === undefined ? t('shell.never') : <Moment at={secret.last_use_time} />}
      </Table.Td>
      <Table.Td maw={320}>
        <SecretUses uses={uses} />
      </Table.Td>
      <Table.Td ta="right">
        {onRevoke !== undefined && (
          <Button
            size="xs"
            variant="subtle"
            color="red"
            aria-label={t('applications.secret.revokeNamed', { label: secret.label })}
            onClick={onRevoke}
          >
            {t('applications.secret.revoke')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
