import { Group, Stack, Text, TextInput } from '@mantine/core';
import type { Application } from '@rollcall/contract/admin';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Nothing } from '../elements/nothing.tsx';
import { useFilters } from '../navigation/use-filters.ts';
import { ApplicationTable } from './application-table.tsx';

const FILTERS = ['q'] as const;

/** The applications that somebody looks for. There are few enough to look through them here. */
export function ApplicationList({ applications }: { readonly applications: readonly Application[] }) {
  const { t } = useTranslation();
  const { filters, set } = useFilters(FILTERS);
  const found = applications.filter((application) => fits(application, filters.q));
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <TextInput
          type="search"
          label={t('applications.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filters.q ?? ''}
          onChange={({ currentTarget }) => set({ q: currentTarget.value })}
          w={{ base: '100%', xs: 320 }}
        />
        <Text size="sm" c="dimmed" role="status">
          {t('applications.found', { count: found.length })}
        </Text>
      </Group>
      {found.length === 0 ? (
        <Nothing icon={<IconSearch />} title={t('applications.noneFound')} lead={t('applications.noneFoundLead')} />
      ) : (
        <ApplicationTable applications={found} />
      )}
    </Stack>
  );
}

function fits({ name, client_id }: Application, wanted = ''): boolean {
  const words = wanted.trim().toLocaleLowerCase();
  return name.toLocaleLowerCase().includes(words) || client_id === words;
}
