import { Badge, Group, Stack, Text, ThemeIcon, Timeline, Title, UnstyledButton } from '@mantine/core';
import type { AuditEntry } from '@rollcall/contract/admin';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../elements/moment.tsx';
import { byDay, type Day, dayKey } from './days.ts';
import { colourOf, EntryIcon } from './entry-icon.tsx';
import { EntrySentence } from './entry-sentence.tsx';
import { useReason } from './use-reason.ts';

export interface EntryTimelineProps {
  readonly entries: readonly AuditEntry[];
  readonly onOpen: (entry: AuditEntry) => void;
  /** What accounts are called, where entries of several stand together. */
  readonly accounts?: ReadonlyMap<string, string> | undefined;
}

/** Entries below the days on which they happened. */
export function EntryTimeline({ entries, onOpen, accounts }: EntryTimelineProps) {
  return byDay(entries).map((day) => <OneDay key={day.key} day={day} onOpen={onOpen} accounts={accounts} />);
}

const WHOLE_DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });

function OneDay({ day, onOpen, accounts }: { readonly day: Day } & Omit<EntryTimelineProps, 'entries'>) {
  const { t } = useTranslation();
  const id = `day-${day.key}`;
  const now = new Date();
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const names = { [dayKey(now)]: t('audit.today'), [dayKey(yesterday)]: t('audit.yesterday') };
  return (
    <Stack component="section" aria-labelledby={id} gap="sm">
      <Title order={2} size="h5" id={id}>
        {names[day.key] ?? WHOLE_DAY.format(day.date)}
      </Title>
      <Timeline bulletSize={28} lineWidth={2} role="list" mt={-4}>
        {day.entries.map((entry) => (
          <Timeline.Item
            mt="sm"
            key={entry.sequence}
            role="listitem"
            bullet={
              <ThemeIcon size={28} radius="xl" variant="light" color={colourOf(entry)}>
                <EntryIcon {...entry} />
              </ThemeIcon>
            }
          >
            <EntryLines
              entry={entry}
              onOpen={onOpen}
              accountName={accounts && (accounts.get(entry.account_id ?? '') ?? entry.account_id)}
            />
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  );
}

interface EntryLinesProps {
  readonly entry: AuditEntry;
  readonly onOpen: (entry: AuditEntry) => void;
  readonly accountName: string | undefined;
}

const EntryLines = memo(function EntryLines({ entry, onOpen, accountName }: EntryLinesProps) {
  const { t } = useTranslation();
  const reason = useReason(entry.reason);
  const { address } = entry.actor;
  return (
    <>
      <UnstyledButton onClick={() => onOpen(entry)} aria-haspopup="dialog" py={2} fz="sm" lh={1.45}>
        <EntrySentence entry={entry} />
      </UnstyledButton>
      <Group gap={8} fz="xs" c="dimmed">
        <Moment at={entry.time} show="time" />
        <span>{address === undefined ? t('audit.onCommandLine') : t('audit.from', { address })}</span>
        {accountName !== undefined && <span style={{ overflowWrap: 'anywhere' }}>{accountName}</span>}
        {entry.outcome === 'refused' && (
          <Badge size="sm" color="red" variant="light">
            {t('audit.refused')}
          </Badge>
        )}
        {reason !== undefined && (
          <Text span inherit>
            {reason}
          </Text>
        )}
      </Group>
    </>
  );
});
