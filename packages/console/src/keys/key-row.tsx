import { Badge, Button, DataList, Group, Stack, Table, Text } from '@mantine/core';
import type { AdminKey } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { Moment } from '../elements/moment.tsx';
import { isKeyPermission } from './key-permissions.ts';

export interface KeyRowProps {
  readonly adminKey: AdminKey;
  /** Undefined where it may not be deleted. */
  readonly onDelete?: () => void;
}

/** A key; on a phone, all about it stands below its label. */
export function KeyRow({ adminKey, onDelete }: KeyRowProps) {
  const { t } = useTranslation();
  const { label, create_time, last_use_time } = adminKey;
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {label}
        </Text>
        <Stack hiddenFrom="md" gap="xs" mt="xs">
          <Permissions of={adminKey} />
          <DataList size="xs" gap={2} labelWidth="5.5rem">
            <DataList.Item>
              <DataList.ItemLabel>{t('keys.created')}</DataList.ItemLabel>
              <DataList.ItemValue>
                <Moment at={create_time} />
              </DataList.ItemValue>
            </DataList.Item>
            <DataList.Item>
              <DataList.ItemLabel>{t('keys.expires')}</DataList.ItemLabel>
              <DataList.ItemValue>
                <End of={adminKey} />
              </DataList.ItemValue>
            </DataList.Item>
            <DataList.Item>
              <DataList.ItemLabel>{t('keys.lastUsed')}</DataList.ItemLabel>
              <DataList.ItemValue>
                <MomentOrNever at={last_use_time} />
              </DataList.ItemValue>
            </DataList.Item>
          </DataList>
        </Stack>
      </Table.Td>
      <Table.Td visibleFrom="md" maw={420}>
        <Permissions of={adminKey} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Moment at={create_time} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <End of={adminKey} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <MomentOrNever at={last_use_time} />
      </Table.Td>
      {onDelete && (
        <Table.Td ta="right" valign="top">
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

function Permissions({ of: { permissions } }: { readonly of: AdminKey }) {
  const { t } = useTranslation();
  return (
    <Group gap={4}>
      {permissions.map((permission) => (
        <Badge key={permission} variant="light" color="gray" tt="none" fw={500}>
          {isKeyPermission(permission) ? t(`keys.may.${permission}.title`) : permission}
        </Badge>
      ))}
    </Group>
  );
}

function End({ of: { expire_time } }: { readonly of: AdminKey }) {
  const { t } = useTranslation();
  const isOver = expire_time !== undefined && Date.parse(expire_time) <= Date.now();
  return (
    <Group gap="xs">
      <MomentOrNever at={expire_time} />
      {isOver && (
        <Badge color="red" variant="light">
          {t('keys.isOver')}
        </Badge>
      )}
    </Group>
  );
}

function MomentOrNever({ at }: { readonly at: string | undefined }) {
  const { t } = useTranslation();
  return at === undefined ? t('shell.never') : <Moment at={at} />;
}
