import { Box, Button, Collapse, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterInput } from '../elements/filter-input.tsx';
import type { UsedFilters } from '../navigation/use-filters.ts';
import { ACTIONS } from './actions.ts';
import { type FILTER_NAMES, PERIOD_NAMES } from './audit-filters.ts';
import { MomentFilter } from './moment-filter.tsx';

type Used = UsedFilters<(typeof FILTER_NAMES)[number]>;

/** What to show of the audit log. */
export function FilterBar({ filters, set, children }: Used & { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { since, until, actor, subject } = filters;
  const isNarrow = [since, until, actor, subject].some((filter) => filter !== undefined);
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = chosen ?? isNarrow;
  return (
    <Stack component="form" role="search" aria-label={t('audit.filters.label')} gap="sm">
      <Group align="flex-end" gap="sm">
        <ActionFilter filters={filters} set={set} />
        <NativeSelect
          label={t('audit.filters.outcome')}
          value={filters.outcome ?? ''}
          onChange={({ currentTarget }) => set({ outcome: currentTarget.value })}
          data={[
            { value: '', label: t('audit.filters.anyOutcome') },
            { value: 'success', label: t('audit.filters.success') },
            { value: 'refused', label: t('audit.filters.refused') },
          ]}
        />
        <NativeSelect
          label={t('audit.filters.period')}
          value={filters.period ?? ''}
          onChange={({ currentTarget }) => set({ period: currentTarget.value, since: undefined, until: undefined })}
          data={[
            { value: '', label: t('audit.filters.anyTime') },
            ...PERIOD_NAMES.map((period) => ({ value: period, label: t(`audit.filters.${period}`) })),
          ]}
        />
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => setChosen(!isOpen)}
        >
          {t('audit.filters.more')}
        </Button>
        {Object.keys(filters).length > 0 && <ClearButton set={set} />}
        <Box ms="auto">{children}</Box>
      </Group>
      <Collapse expanded={isOpen}>
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm">
          <FilterInput
            label={t('audit.filters.actor')}
            description={t('audit.filters.actorHint')}
            value={actor}
            onChange={(actor) => set({ actor })}
          />
          <FilterInput
            label={t('audit.filters.subject')}
            description={t('audit.filters.subjectHint')}
            value={subject}
            onChange={(subject) => set({ subject })}
          />
          <MomentFilter
            label={t('audit.filters.since')}
            hint={t('audit.filters.sinceHint')}
            value={since}
            onChange={(since) => set({ since, period: undefined })}
          />
          <MomentFilter
            label={t('audit.filters.until')}
            hint={t('audit.filters.untilHint')}
            value={until}
            onChange={(until) => set({ until, period: undefined })}
          />
        </SimpleGrid>
      </Collapse>
    </Stack>
  );
}

function ActionFilter({ filters, set }: Used) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t('audit.filters.action')}
      value={filters.action ?? ''}
      onChange={({ currentTarget }) => set({ action: currentTarget.value })}
      data={[
        { value: '', label: t('audit.filters.anyAction') },
        ...ACTIONS.map(({ family, actions }) => ({
          group: t(`audit.families.${family}`),
          items: [
            ...(actions.length > 1
              ? [{ value: `${family}.*`, label: t('audit.allOf', { family: t(`audit.families.${family}`) }) }]
              : []),
            ...actions.map((action) => ({ value: action, label: t(`audit.actions.${action}`) })),
          ],
        })),
      ]}
    />
  );
}

function ClearButton({ set }: Pick<Used, 'set'>) {
  const { t } = useTranslation();
  const nothing = { action: '', outcome: '', period: '', since: '', until: '', actor: '', subject: '' };
  return (
    <Button variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={() => set(nothing)}>
      {t('audit.filters.clear')}
    </Button>
  );
}
