import { Box, Button, Center, Stack, Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import type { AuditEntry } from '@rollcall/contract/admin';
import { IconHistory, IconRefresh } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed } from '../elements/failed.tsx';
import { Loading } from '../elements/loading.tsx';
import { Nothing } from '../elements/nothing.tsx';
import { useFilters } from '../navigation/use-filters.ts';
import { FILTER_NAMES, queryOf } from './audit-filters.ts';
import { EntryDrawer } from './entry-drawer.tsx';
import { EntryTimeline } from './entry-timeline.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useAuditEntries } from './use-audit-entries.ts';

export interface AuditLogProps {
  /** Undefined: the whole deployment. */
  readonly account: string | undefined;
  /** What accounts are called, where entries of several stand together. */
  readonly accounts?: ReadonlyMap<string, string> | undefined;
}

/** The audit log of an account or of the deployment: filters in the address, entries as they come, a file of them. */
export function AuditLog({ account, accounts }: AuditLogProps) {
  const used = useFilters(FILTER_NAMES);
  // “The last hour” begins when somebody asks for it, not anew with each look.
  const query = useMemo(() => queryOf(used.filters, Date.now()), [used.filters]);
  const place = { account, query };
  const { entries, fresh, showFresh } = useAuditEntries(place);
  const [shown, setShown] = useState<AuditEntry>();
  const all = useMemo(() => entries.data?.pages.flatMap((page) => page.entries) ?? [], [entries.data]);
  return (
    <Stack gap="lg">
      <Box>
        <FilterBar {...used}>
          <ExportMenu {...place} />
        </FilterBar>
        <FreshButton count={fresh} onShow={showFresh} />
      </Box>
      {entries.isPending && <Loading />}
      {entries.data && all.length === 0 && <NoEntries isFiltered={Object.keys(used.filters).length > 0} />}
      <EntryTimeline entries={all} onOpen={setShown} accounts={accounts} />
      {entries.error && (
        <Failed error={entries.error} onRetry={all.length === 0 ? entries.refetch : entries.fetchNextPage} />
      )}
      {all.length > 0 && !entries.error && (
        <Older
          hasMore={entries.hasNextPage}
          isLoading={entries.isFetchingNextPage}
          isFiltered={Object.keys(used.filters).length > 0}
          onMore={entries.fetchNextPage}
        />
      )}
      <EntryDrawer
        entry={shown}
        onClose={() => setShown(undefined)}
        onNarrow={(filter) => {
          setShown(undefined);
          used.set(filter);
        }}
        accountName={accounts && shown && (accounts.get(shown.account_id ?? '') ?? shown.account_id)}
      />
    </Stack>
  );
}

/** Says that there is more by now. What somebody reads does not move away below their eyes. */
function FreshButton({ count, onShow }: { readonly count: number | undefined; readonly onShow: () => unknown }) {
  const { t } = useTranslation();
  return (
    <Center role="status">
      {count !== 0 && (
        <Button
          mt="md"
          variant="light"
          size="xs"
          radius="xl"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => void onShow()}
        >
          {count === undefined ? t('audit.freshUnknown') : t('audit.fresh', { count })}
        </Button>
      )}
    </Center>
  );
}

function NoEntries({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useTranslation();
  if (isFiltered)
    return <Nothing icon={<IconHistory />} title={t('audit.noneFiltered')} lead={t('audit.noneFilteredLead')} />;
  return <Nothing icon={<IconHistory />} title={t('audit.none')} lead={t('audit.noneLead')} />;
}

interface OlderProps {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly isFiltered: boolean;
  readonly onMore: () => unknown;
}

/** Shows more when somebody gets to the end, or asks for it. */
function Older({ hasMore, isLoading, isFiltered, onMore }: OlderProps) {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: '300px' });
  const isNear = entry?.isIntersecting === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that somebody gets there
  useEffect(() => {
    if (isNear && hasMore && !isLoading) onMore();
  }, [isNear, hasMore]);
  return (
    <Center ref={ref}>
      {hasMore ? (
        <Button variant="default" loading={isLoading} onClick={() => void onMore()}>
          {t('audit.older')}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t(isFiltered ? 'audit.endFiltered' : 'audit.end')}
        </Text>
      )}
    </Center>
  );
}
