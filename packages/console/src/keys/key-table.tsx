import { Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { AdminKey } from '@rollcall/contract/admin';
import { IconRobot } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-operation.ts';
import { Confirm } from '../elements/confirm.tsx';
import { Nothing } from '../elements/nothing.tsx';
import { KeyRow } from './key-row.tsx';

export interface KeyTableProps {
  readonly account: string;
  readonly keys: readonly AdminKey[];
  readonly mayWrite: boolean;
}

/** Every key with what it may do, and the end of each. */
export function KeyTable({ account, keys, mayWrite }: KeyTableProps) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<AdminKey>();
  const remove = useChange('DeleteKey');
  if (keys.length === 0) return <Nothing icon={<IconRobot />} title={t('keys.none')} lead={t('keys.noneLead')} />;
  const close = () => {
    remove.reset();
    setLeaving(undefined);
  };
  const confirm = (key: AdminKey) => {
    remove.mutate(
      { path: { account, key: key.id } },
      {
        onSuccess: () => {
          close();
          notifications.show({ message: t('keys.delete.done') });
        },
      },
    );
  };
  return (
    <>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('keys.label')}</Table.Th>
            <Table.Th visibleFrom="md">{t('keys.permissions')}</Table.Th>
            <Table.Th visibleFrom="md">{t('keys.created')}</Table.Th>
            <Table.Th visibleFrom="md">{t('keys.expires')}</Table.Th>
            <Table.Th visibleFrom="md">{t('keys.lastUsed')}</Table.Th>
            {mayWrite && <Table.Td />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} adminKey={key} {...(mayWrite && { onDelete: () => setLeaving(key) })} />
          ))}
        </Table.Tbody>
      </Table>
      <Confirm
        opened={leaving !== undefined}
        onClose={close}
        title={t('keys.delete.title')}
        lead={t('keys.delete.lead', { label: leaving?.label ?? '' })}
        deed={t('keys.delete.open')}
        isDangerous
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving && confirm(leaving)}
      />
    </>
  );
}
