import { Group, Pagination, Stack, Text, TextInput } from '@mantine/core';
import type { Account } from '@rollcall/contract/admin';
import { IconBuilding, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Nothing } from '../elements/nothing.tsx';
import { useFilters } from '../navigation/use-filters.ts';
import { AccountTable } from './account-table.tsx';

const PAGE_SIZE = 50;
const FILTERS = ['q', 'page'] as const;

/** The accounts that somebody looks for. There are few enough to look through them here. */
export function AccountList({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t } = useTranslation();
  const { filters, set } = useFilters(FILTERS);
  const found = accounts.filter((account) => fits(account, filters.q)).sort(byName);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(filters.page)) || 1));
  if (accounts.length === 0) {
    return <Nothing icon={<IconBuilding />} title={t('accounts.none')} lead={t('accounts.noneLead')} />;
  }
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <TextInput
          type="search"
          label={t('accounts.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filters.q ?? ''}
          onChange={({ currentTarget }) => set({ q: currentTarget.value, page: undefined })}
          w={{ base: '100%', xs: 320 }}
        />
        <Text size="sm" c="dimmed" role="status">
          {t('accounts.found', { count: found.length })}
        </Text>
      </Group>
      {found.length === 0 ? (
        <Nothing icon={<IconSearch />} title={t('accounts.noneFound')} lead={t('accounts.noneFoundLead')} />
      ) : (
        <AccountTable accounts={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)} />
      )}
      {pages > 1 && (
        <Pagination
          component="nav"
          aria-label={t('accounts.pages')}
          total={pages}
          value={page}
          onChange={(page) => set({ page: page === 1 ? undefined : String(page) })}
          getItemProps={(page) => ({ 'aria-label': t('accounts.page', { page }) })}
          getControlProps={(control) => ({
            'aria-label': control === 'next' ? t('accounts.next') : t('accounts.previous'),
          })}
        />
      )}
    </Stack>
  );
}

const { compare } = new Intl.Collator(undefined, { numeric: true });

function byName(one: Account, other: Account): number {
  return compare(one.name, other.name);
}

function fits({ name, id }: Account, wanted = ''): boolean {
  const words = wanted.trim().toLocaleLowerCase();
  return name.toLocaleLowerCase().includes(words) || id.toLocaleLowerCase() === words;
}
