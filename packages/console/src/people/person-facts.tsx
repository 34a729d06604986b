import { Badge, Code, DataList, Group, Text } from '@mantine/core';
import type { PersonDetail } from '@rollcall/contract/admin';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Copy } from '../elements/copy.tsx';
import { Moment } from '../elements/moment.tsx';
import { Rights, StateBadge } from './person-badges.tsx';

/** Who somebody is. */
export function PersonFacts({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation();
  return (
    <DataList withDivider labelWidth="7rem">
      <Fact label={t('people.person.state')}>
        <Group gap={6}>
          <StateBadge {...person} />
          {person.externally_managed && (
            <Badge variant="light" color="grape">
              {t('people.managed')}
            </Badge>
          )}
        </Group>
      </Fact>
      <Fact label={t('people.person.email')}>
        <Copied value={person.email} label={t('people.person.copyEmail')} />
      </Fact>
      <Fact label={t('people.person.role')}>
        <Rights {...person} />
      </Fact>
      <Fact label={t('people.person.id')}>
        <Copied value={person.id} label={t('people.person.copyId')} isCode />
      </Fact>
      <Fact label={t('people.person.joined')}>
        <Moment at={person.create_time} />
      </Fact>
      <Fact label={t('people.person.passkeys')}>{person.passkeys}</Fact>
      <Fact label={t('people.person.sessions')}>{t('people.person.sessions', { count: person.sessions })}</Fact>
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

interface CopiedProps {
  readonly value: string;
  readonly label: string;
  readonly isCode?: boolean;
}

function Copied({ value, label, isCode = false }: CopiedProps) {
  return (
    <Group gap={4} wrap="nowrap">
      {isCode ? <Code>{value}</Code> : <Text inherit>{value}</Text>}
      <Copy value={value} label={label} />
    </Group>
  );
}
