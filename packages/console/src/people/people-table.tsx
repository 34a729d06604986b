import { Table } from '@mantine/core';
import type { Person } from '@rollcall/contract/admin';
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { Fragment, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../navigation/hash-location.ts';
import classes from './people-table.module.css';
import { PersonRow } from './person-row.tsx';
import { useRowKeys } from './use-row-keys.ts';

export interface PeopleTableProps {
  readonly people: readonly Person[];
  /** How many there are with those that are not read yet; undefined while that is not known. */
  readonly total: number | undefined;
  readonly hrefOf: (id: string) => string;
  /** Called when somebody gets near the end. */
  readonly onNearEnd: () => void;
}

/** Rows from the end at which more are read. */
const NEAR = 60;
/** Pixels: a first guess, rows are measured. */
const ROW_HEIGHT = 56;
/** Of the header of the page, below which the table's stays. */
const HEADER_HEIGHT = 56;

/** People as rows, of which only those exist that can be seen: any number of them scrolls well. */
export function PeopleTable({ people, total, hrefOf, onNearEnd }: PeopleTableProps) {
  const { t } = useTranslation();
  const { current, body, onKeyDown, onFocus } = useRowKeys(people.length);
  const [top, setTop] = useState(0);
  const rows = useWindowVirtualizer<HTMLTableRowElement>({
    count: people.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: top,
    getItemKey: (index) => people[index]?.id ?? index,
    // Where the keyboard is stays there, however far somebody scrolls.
    rangeExtractor: useCallback((range: Range) => withIndex(defaultRangeExtractor(range), current), [current]),
  });
  useLayoutEffect(() => {
    setTop((body.current?.getBoundingClientRect().top ?? 0) + scrollY);
  });
  const items = rows.getVirtualItems();
  const isNearEnd = (rows.range?.endIndex ?? 0) >= people.length - NEAR;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that somebody gets there
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, people.length]);
  const end = items.at(-1)?.end ?? top;
  return (
    <Table
      className={classes.table}
      stickyHeader
      stickyHeaderOffset={HEADER_HEIGHT}
      highlightOnHover
      verticalSpacing="xs"
      aria-label={t('people.table')}
      aria-rowcount={total === undefined ? -1 : total + 1}
    >
      <Headings />
      <Table.Tbody ref={body} onKeyDown={onKeyDown} onFocus={onFocus}>
        {items.map(({ index, start, key }, at) => {
          const person = people[index];
          return (
            person && (
              <Fragment key={key}>
                <Gap height={start - (items[at - 1]?.end ?? top)} />
                <PersonRow
                  person={person}
                  index={index}
                  isCurrent={index === current}
                  href={hrefOf(person.id)}
                  onOpen={navigate}
                  rowRef={rows.measureElement}
                />
              </Fragment>
            )
          );
        })}
        <Gap height={rows.getTotalSize() + top - end} />
      </Table.Tbody>
    </Table>
  );
}

function Headings() {
  const { t } = useTranslation();
  return (
    <Table.Thead>
      <Table.Tr aria-rowindex={1}>
        <Table.Th>{t('people.columns.name')}</Table.Th>
        <Table.Th visibleFrom="lg">{t('people.columns.email')}</Table.Th>
        <Table.Th w="8.25rem">{t('people.columns.state')}</Table.Th>
        <Table.Th visibleFrom="md" w="17rem">
          {t('people.columns.role')}
        </Table.Th>
        <Table.Th visibleFrom="lg" w="9rem">
          {t('people.columns.joined')}
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}

/** Stands for the rows that do not exist. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr className={classes.gap} aria-hidden>
      <td style={{ height }} />
    </tr>
  );
}

function withIndex(indexes: readonly number[], index: number): number[] {
  return indexes.includes(index) ? [...indexes] : [...indexes, index].sort((one, other) => one - other);
}
