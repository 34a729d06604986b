import { Button, Center, Stack, Text } from '@mantine/core';
import { IconRefresh, IconUsers } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed } from '../elements/failed.tsx';
import { Loading } from '../elements/loading.tsx';
import { Nothing } from '../elements/nothing.tsx';
import { PeopleTable } from './people-table.tsx';
import type { usePeople } from './use-people.ts';

export interface PeopleListProps {
  readonly people: ReturnType<typeof usePeople>;
  readonly isFiltered: boolean;
  readonly hrefOf: (id: string) => string;
}

/** The people who fit, with more as somebody goes on. */
export function PeopleList({ people: { found, hasNews, reload }, isFiltered, hrefOf }: PeopleListProps) {
  const { t } = useTranslation();
  const all = useMemo(() => found.data?.pages.flatMap(({ people }) => people) ?? [], [found.data]);
  const { hasNextPage, isFetching, error, fetchNextPage } = found;
  const more = useCallback(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  if (found.data === undefined) return error === null ? <Loading /> : <Failed error={error} onRetry={reload} />;
  const [first] = found.data.pages;
  const total = isFiltered || first === undefined ? undefined : first.active + first.suspended;
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {t(hasNextPage ? 'people.shown' : 'people.found', { count: all.length })}
      </Text>
      {hasNews && <NewsButton onShow={reload} />}
      {all.length === 0 ? (
        <Nobody isFiltered={isFiltered} />
      ) : (
        <PeopleTable people={all} total={hasNextPage ? total : all.length} hrefOf={hrefOf} onNearEnd={more} />
      )}
      {error && <Failed error={error} onRetry={fetchNextPage} />}
      {hasNextPage && !error && (
        <Center>
          <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
            {t('people.more')}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function NewsButton({ onShow }: { readonly onShow: () => unknown }) {
  const { t } = useTranslation();
  return (
    <Center role="status">
      <Button
        variant="light"
        size="xs"
        radius="xl"
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={() => void onShow()}
      >
        {t('people.fresh')}
      </Button>
    </Center>
  );
}

function Nobody({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useTranslation();
  if (isFiltered)
    return <Nothing icon={<IconUsers />} title={t('people.noneFound')} lead={t('people.noneFoundLead')} />;
  return <Nothing icon={<IconUsers />} title={t('people.none')} lead={t('people.noneLead')} />;
}
