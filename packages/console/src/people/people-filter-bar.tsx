import { Button, Group, NativeSelect } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FilterInput } from '../elements/filter-input.tsx';
import type { UsedFilters } from '../navigation/use-filters.ts';
import { DEFAULT_ORDER, type FILTER_NAMES, ORDERS, ROLES, STATES } from './people-filters.ts';

type Used = UsedFilters<(typeof FILTER_NAMES)[number]>;

/** Two beside each other on a phone. */
const NARROW = { base: '1 1 45%', sm: '0 1 auto' };

/** Whom to show, and in which order. */
export function PeopleFilterBar({ filters, set }: Used) {
  const { t } = useTranslation();
  const any = { value: '', label: t('people.filters.any') };
  const { order = DEFAULT_ORDER, ...narrowing } = filters;
  return (
    <Group
      component="form"
      role="search"
      aria-label={t('people.filters.label')}
      align="flex-end"
      gap="sm"
      onSubmit={(event) => event.preventDefault()}
    >
      <FilterInput
        type="search"
        label={t('people.filters.q')}
        placeholder={t('people.filters.qHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filters.q}
        onChange={(q) => set({ q })}
        flex={{ base: '1 1 100%', sm: '1 1 16rem' }}
        maw={{ sm: '26rem' }}
      />
      <NativeSelect
        flex={NARROW}
        label={t('people.filters.state')}
        value={filters.state ?? ''}
        onChange={({ currentTarget }) => set({ state: currentTarget.value })}
        data={[any, ...STATES.map((value) => ({ value, label: t(`people.states.${value}`) }))]}
      />
      <NativeSelect
        flex={NARROW}
        label={t('people.filters.role')}
        value={filters.role ?? ''}
        onChange={({ currentTarget }) => set({ role: currentTarget.value })}
        data={[any, ...ROLES.map((value) => ({ value, label: t(`people.roles.${value}`) }))]}
      />
      <NativeSelect
        flex={NARROW}
        label={t('people.filters.group')}
        value={filters.group ?? ''}
        onChange={({ currentTarget }) => set({ group: currentTarget.value })}
        data={[
          any,
          { value: 'in', label: t('people.filters.inGroup') },
          { value: 'out', label: t('people.filters.notInGroup') },
        ]}
      />
      <NativeSelect
        flex={NARROW}
        label={t('people.filters.order')}
        value={order}
        onChange={({ currentTarget }) => set({ order: currentTarget.value })}
        data={ORDERS.map((value) => ({ value, label: t(`people.orders.${value}`) }))}
      />
      {Object.keys(narrowing).length > 0 && (
        <Button
          variant="subtle"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => set({ q: '', state: '', role: '', group: '' })}
        >
          {t('people.filters.clear')}
        </Button>
      )}
    </Group>
  );
}
