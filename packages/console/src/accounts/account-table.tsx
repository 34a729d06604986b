import { Anchor, Badge, Group, Table, Text } from '@mantine/core';
import type { Account } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Copy } from '../elements/copy.tsx';
import { Moment } from '../elements/moment.tsx';
import { formatCount } from '../elements/numbers.ts';
import { useAccountStart } from '../navigation/account-start.ts';

/** Accounts and what is in them. The name leads into the account. */
export function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t } = useTranslation();
  const startOf = useAccountStart();
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('accounts.name')}</Table.Th>
            <Table.Th ta="right">{t('accounts.people')}</Table.Th>
            <Table.Th ta="right">{t('accounts.applications')}</Table.Th>
            <Table.Th>{t('accounts.provisioning')}</Table.Th>
            <Table.Th>{t('accounts.sso')}</Table.Th>
            <Table.Th>{t('accounts.created')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} href={startOf(account.id)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function AccountRow({ account, href }: { readonly account: Account; readonly href: string }) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Td maw={340}>
        <Anchor component={Link} href={href} fw={600} style={{ overflowWrap: 'anywhere' }}>
          {account.name}
        </Anchor>
        <Group gap={4} wrap="nowrap">
          <Text size="xs" c="dimmed" ff="monospace">
            {account.id}
          </Text>
          <Copy value={account.id} label={t('accounts.copyId', { name: account.name })} />
        </Group>
      </Table.Td>
      <Table.Td ta="right">
        {formatCount(account.active_people)}
        {account.suspended_people > 0 && (
          <Text size="xs" c="dimmed">
            {t('accounts.suspended', { number: formatCount(account.suspended_people) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{formatCount(account.applications)}</Table.Td>
      <Table.Td>{t(`accounts.${account.provisioning}`)}</Table.Td>
      <Table.Td>
        {account.sso ? (
          <Badge variant="light" color="teal">
            {t('accounts.ssoOn')}
          </Badge>
        ) : (
          <Text size="sm" c="dimmed">
            {t('accounts.ssoOff')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Moment at={account.create_time} />
      </Table.Td>
    </Table.Tr>
  );
}
