import { Anchor, Table, Text } from '@mantine/core';
import type { Person } from '@rollcall/contract/admin';
import { type MouseEvent, memo, type Ref } from 'react';
import { Link } from 'wouter';
import { Moment } from '../elements/moment.tsx';
import classes from './people-table.module.css';
import { Rights, StateBadge } from './person-badges.tsx';

export interface PersonRowProps {
  readonly person: Person;
  /** From 0. */
  readonly index: number;
  /** Whether the Tab key comes to this row: of all rows to one. */
  readonly isCurrent: boolean;
  /** Of their page. */
  readonly href: string;
  readonly onOpen: (href: string) => void;
  readonly rowRef: Ref<HTMLTableRowElement>;
}

/** Somebody in the table. Whoever clicks anywhere on the row opens them. */
export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { person, index, isCurrent, href, onOpen, rowRef } = props;
  const open = ({ target }: MouseEvent) => {
    // A link opens by itself, in the way it was clicked; and who marks a text wants to copy it.
    if ((target as Element).closest('a') === null && getSelection()?.isCollapsed !== false) onOpen(href);
  };
  return (
    // The heading is the first row.
    <Table.Tr ref={rowRef} data-index={index} aria-rowindex={index + 2} className={classes.row} onClick={open}>
      <Table.Td>
        <Anchor
          component={Link}
          href={href}
          tabIndex={isCurrent ? 0 : -1}
          className={classes.name}
          fz="sm"
          title={person.display_name}
        >
          {person.display_name}
        </Anchor>
        <Text size="sm" c="dimmed" truncate hiddenFrom="lg" title={person.email}>
          {person.email}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <Text size="sm" truncate title={person.email}>
          {person.email}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateBadge state={person.state} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Rights {...person} />
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <Moment at={person.create_time} show="date" isTabStop={false} />
      </Table.Td>
    </Table.Tr>
  );
});
