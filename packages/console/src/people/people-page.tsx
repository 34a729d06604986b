import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearch } from 'wouter';
import { useMay } from '../api/session.ts';
import { useOperation } from '../api/use-operation.ts';
import { useAccountId } from '../navigation/account-in-path.ts';
import { navigate } from '../navigation/hash-location.ts';
import { Page } from '../navigation/page.tsx';
import { useFilters } from '../navigation/use-filters.ts';
import { CreatePerson } from './create-person.tsx';
import { PeopleFilterBar } from './people-filter-bar.tsx';
import { FILTER_NAMES, queryOf } from './people-filters.ts';
import { PeopleList } from './people-list.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { usePeople } from './use-people.ts';

/** Who is in an account. */
export function PeoplePage() {
  const account = useAccountId();
  return <PeopleOf key={account} account={account} />;
}

function PeopleOf({ account }: { readonly account: string }) {
  const { t } = useTranslation();
  const used = useFilters(FILTER_NAMES);
  const query = useMemo(() => queryOf(used.filters), [used.filters]);
  const people = usePeople(account, query);
  const search = useSearch();
  const hrefOf = useCallback(
    (id?: string) => `/accounts/${account}/people${id === undefined ? '' : `/${id}`}${search && `?${search}`}`,
    [account, search],
  );
  const { person } = useParams<{ person?: string }>();
  const [isCreating, { open, close }] = useDisclosure(false);
  const { order_by: _, ...narrowing } = query;
  return (
    <Page
      title={t('people.title')}
      lead={<Counts account={account} />}
      actions={
        useMay('people.write') && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={open}>
            {t('people.create')}
          </Button>
        )
      }
    >
      <PeopleFilterBar {...used} />
      <PeopleList people={people} isFiltered={Object.keys(narrowing).length > 0} hrefOf={hrefOf} />
      <PersonDrawer
        account={account}
        id={person}
        onClose={() => navigate(hrefOf())}
        onSeen={people.update}
        onDeleted={(id) => {
          navigate(hrefOf(), { replace: true });
          people.remove(id);
        }}
      />
      <CreatePerson
        account={account}
        opened={isCreating}
        onClose={close}
        onCreated={(id) => {
          navigate(hrefOf(id));
          void people.reload();
        }}
      />
    </Page>
  );
}

/** How many there are in all, whoever is looked for. */
function Counts({ account }: { readonly account: string }) {
  const { t, i18n } = useTranslation();
  const { data } = useOperation('ListPeople', { path: { account }, query: { max_page_size: 1 } });
  if (data === undefined) return '…';
  const numbers = new Intl.NumberFormat(i18n.language);
  return t('people.counts', { active: numbers.format(data.active), suspended: numbers.format(data.suspended) });
}
