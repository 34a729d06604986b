import { Badge, Button, Group, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { AdminKey } from '@rollcall/contract/admin';
import { IconRobot } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-operation.ts';
import { Confirm } from '../elements/confirm.tsx';
import { Moment } from '../elements/moment.tsx';
import { Nothing } from '../elements/nothing.tsx';
import { isKeyPermission } from './key-permissions.ts';

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
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('keys.label')}</Table.Th>
            <Table.Th>{t('keys.permissions')}</Table.Th>
            <Table.Th>{t('keys.created')}</Table.Th>
            <Table.Th>{t('keys.expires')}</Table.Th>
            <Table.Th>{t('keys.lastUsed')}</Table.Th>
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
    </Table.ScrollContainer>
  );
}

interface KeyRowProps {
  readonly adminKey: AdminKey;
  /** Undefined where it may not be deleted. */
  readonly onDelete?: () => void;
}

function KeyRow({ adminKey, onDelete }: KeyRowProps) {
  const { t } = useTranslation();
  const { label, permissions, create_time, expire_time, last_use_time } = adminKey;
  const isOver = expire_time !== undefined && Date.parse(expire_time) <= Date.now();
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500} maw={260} style={{ overflowWrap: 'anywhere' }}>
        {label}
      </Table.Th>
      <Table.Td maw={420}>
        <Group gap={4}>
          {permissions.map((permission) => (
            <Badge key={permission} variant="light" color="gray" tt="none" fw={500}>
              {isKeyPermission(permission) ? t(`keys.may.${permission}.title`) : permission}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Moment at={create_time} />
      </Table.Td>
      <Table.Td>
        {expire_time === undefined ? t('shell.never') : <Moment at={expire_time} />}
        {isOver && (
          <Badge color="red" variant="light" ms="xs">
            {t('keys.isOver')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>{last_use_time === undefined ? t('shell.never') : <Moment at={last_use_time} />}</Table.Td>
      {onDelete && (
        <Table.Td ta="right">
          <Button
            size="xs"
            variant="subtle"
            color="red"
            aria-label={t('keys.delete.openNamed', { label })}
            onClick={onDelete}
          >
            {t('keys.delete.open')}
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
