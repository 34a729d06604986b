import { Button, Card, Group, Table, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { Passkey } from '@rollcall/contract/admin';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange, useOperation } from '../api/use-operation.ts';
import { Answer } from '../elements/answer.tsx';
import { Confirm } from '../elements/confirm.tsx';
import { Moment } from '../elements/moment.tsx';
import { Nothing } from '../elements/nothing.tsx';
import { AddPasskey } from './add-passkey.tsx';

/** One's own passkeys. */
export function OwnPasskeys() {
  const { t } = useTranslation();
  const passkeys = useOperation('ListPasskeys');
  const [isAdding, { open, close }] = useDisclosure(false);
  return (
    <Card withBorder component="section" aria-labelledby="passkeys">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="passkeys">
          {t('me.passkeys.title')}
        </Title>
        <Button size="xs" variant="default" onClick={open}>
          {t('me.passkeys.add')}
        </Button>
      </Group>
      <Answer of={passkeys}>{({ passkeys }) => <PasskeyTable passkeys={passkeys} />}</Answer>
      <AddPasskey opened={isAdding} onClose={close} />
    </Card>
  );
}

function PasskeyTable({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<Passkey>();
  const remove = useChange('RemovePasskey');
  if (passkeys.length === 0) {
    return <Nothing icon={<IconKey />} title={t('me.passkeys.none')} lead={t('me.passkeys.noneLead')} />;
  }
  const confirm = (passkey: Passkey) => {
    remove.mutate(
      { path: { passkey: passkey.id } },
      {
        onSuccess: () => {
          setLeaving(undefined);
          notifications.show({ message: t('me.passkeys.removed') });
        },
      },
    );
  };
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('me.passkeys.name')}</Table.Th>
            <Table.Th>{t('me.passkeys.created')}</Table.Th>
            <Table.Th>{t('me.passkeys.lastUsed')}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {passkeys.map((passkey) => (
            <Table.Tr key={passkey.id}>
              <Table.Td>{passkey.label}</Table.Td>
              <Table.Td>
                <Moment at={passkey.create_time} />
              </Table.Td>
              <Table.Td>
                {passkey.last_use_time === undefined ? t('shell.never') : <Moment at={passkey.last_use_time} />}
              </Table.Td>
              <Table.Td ta="right">
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  aria-label={t('me.passkeys.removeNamed', { name: passkey.label })}
                  onClick={() => setLeaving(passkey)}
                >
                  {t('me.passkeys.remove')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Confirm
        opened={leaving !== undefined}
        onClose={() => {
          remove.reset();
          setLeaving(undefined);
        }}
        title={t('me.passkeys.removeTitle')}
        lead={`${t('me.passkeys.removeLead', { name: leaving?.label ?? '' })}${passkeys.length === 1 ? ` ${t('me.passkeys.removeLast')}` : ''}`}
        deed={t('me.passkeys.remove')}
        isDangerous
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving && confirm(leaving)}
      />
    </Table.ScrollContainer>
  );
}
