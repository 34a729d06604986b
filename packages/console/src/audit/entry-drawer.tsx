import { Badge, Button, Code, DataList, Drawer, Group, Stack, Text } from '@mantine/core';
import type { AuditEntry } from '@rollcall/contract/admin';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Copy } from '../elements/copy.tsx';
import { Moment } from '../elements/moment.tsx';
import { isKnownAction } from './actions.ts';
import { EntryDetail } from './entry-detail.tsx';
import { EntrySentence } from './entry-sentence.tsx';
import { useReason } from './use-reason.ts';

export interface EntryDrawerProps {
  readonly entry: AuditEntry | undefined;
  readonly onClose: () => void;
  /** Shows only what this one did, or what was done to this one. Left out where nothing can be looked for. */
  readonly onNarrow?: ((filter: { readonly actor: string } | { readonly subject: string }) => void) | undefined;
  readonly accountName?: string | undefined;
}

/** All that is known of an entry. */
export function EntryDrawer({ entry, onClose, onNarrow, accountName }: EntryDrawerProps) {
  const { t } = useTranslation();
  const title = entry && t('audit.entry.title', { sequence: entry.sequence });
  return (
    <Drawer opened={entry !== undefined} onClose={onClose} position="right" size="lg" title={title}>
      {entry && (
        <Stack>
          <Text fw={500}>
            <EntrySentence entry={entry} />
          </Text>
          <Facts entry={entry} accountName={accountName} />
          <EntryDetail entry={entry} />
          {onNarrow && (
            <Group>
              <Button variant="default" size="xs" onClick={() => onNarrow({ actor: entry.actor.id })}>
                {t('audit.entry.onlyActor')}
              </Button>
              <Button variant="default" size="xs" onClick={() => onNarrow({ subject: entry.subject })}>
                {t('audit.entry.onlySubject')}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Drawer>
  );
}

function Facts({ entry, accountName }: { readonly entry: AuditEntry; readonly accountName: string | undefined }) {
  const { t } = useTranslation();
  const reason = useReason(entry.reason);
  const { actor, action, outcome } = entry;
  const isOnCommandLine = actor.kind === 'operator' && actor.address === undefined;
  return (
    <DataList withDivider labelWidth="7rem">
      <Fact label={t('audit.entry.time')}>
        <Moment at={entry.time} />
        <Text size="xs" ff="monospace">
          {entry.time}
        </Text>
      </Fact>
      <Fact label={t('audit.entry.action')}>
        {isKnownAction(action) && `${t(`audit.actions.${action}`)} `}
        <Code>{action}</Code>
      </Fact>
      <Fact label={t('audit.entry.outcome')}>
        <Badge color={outcome === 'refused' ? 'red' : 'teal'} variant="light">
          {t(`audit.filters.${outcome}`)}
        </Badge>
      </Fact>
      {reason !== undefined && <Fact label={t('audit.entry.reason')}>{reason}</Fact>}
      <Fact label={t('audit.entry.actor')}>
        <Group gap="xs">
          {actor.name}
          <Badge variant="default">{t(`audit.by.${isOnCommandLine ? 'commandLine' : actor.kind}`)}</Badge>
        </Group>
        <Id value={actor.id} label={t('audit.entry.copyActor')} />
      </Fact>
      <Fact label={t('audit.entry.subject')}>
        {entry.subject_name}
        <Id value={entry.subject} label={t('audit.entry.copySubject')} />
      </Fact>
      {accountName !== undefined && <Fact label={t('audit.entry.account')}>{accountName}</Fact>}
      {actor.address !== undefined && <Fact label={t('audit.entry.address')}>{actor.address}</Fact>}
      {actor.user_agent !== undefined && <Fact label={t('audit.entry.userAgent')}>{actor.user_agent}</Fact>}
      <Fact label={t('audit.entry.requestId')}>
        <Id value={entry.request_id} label={t('audit.entry.copyRequest')} />
      </Fact>
    </DataList>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

function Id({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Text span ff="monospace" size="xs" style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
      <Copy value={value} label={label} />
    </Group>
  );
}
