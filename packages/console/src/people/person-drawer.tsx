import { Badge, Drawer, Group, Stack, Title } from '@mantine/core';
import type { PersonDetail } from '@rollcall/contract/admin';
import { type ReactNode, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useSession } from '../api/session.ts';
import { useOperation } from '../api/use-operation.ts';
import { Answer } from '../elements/answer.tsx';
import { PersonActions } from './person-actions.tsx';
import { PersonFacts } from './person-facts.tsx';
import { PersonHistory } from './person-history.tsx';

interface PersonProps {
  readonly account: string;
  /** Called with what is known of them now. */
  readonly onSeen: (person: PersonDetail) => void;
  readonly onDeleted: (id: string) => void;
}

export interface PersonDrawerProps extends PersonProps {
  /** Undefined: nobody is shown. */
  readonly id: string | undefined;
  readonly onClose: () => void;
}

/** Somebody, beside the list in which they were found. */
export function PersonDrawer({ id, onClose, ...props }: PersonDrawerProps) {
  return id === undefined ? null : <OpenDrawer key={id} id={id} onClose={onClose} {...props} />;
}

function OpenDrawer({ id, account, onClose, onSeen, onDeleted }: PersonDrawerProps & { readonly id: string }) {
  const { t } = useTranslation();
  const person = useOperation('GetPerson', { path: { account, user: id } });
  const title = person.data?.display_name ?? t('people.person.title');
  useTitle(title);
  useEffect(() => {
    if (person.data) onSeen(person.data);
  }, [person.data, onSeen]);
  return (
    <Drawer
      opened
      onClose={() => isCovered() || onClose()}
      position="right"
      size="xl"
      title={
        <Group gap="xs">
          {title} <You id={id} />
        </Group>
      }
      styles={{
        title: { overflowWrap: 'anywhere', fontSize: 'var(--mantine-h3-font-size)', fontWeight: 700, lineHeight: 1.3 },
      }}
    >
      <Answer of={person}>{(person) => <PersonParts account={account} person={person} onDeleted={onDeleted} />}</Answer>
    </Drawer>
  );
}

/** Escape is for the dialog on top, and all that are open hear of it. */
function isCovered(): boolean {
  return document.querySelectorAll('[role="dialog"]').length > 1;
}

function PersonParts({ account, person, onDeleted }: Omit<PersonProps, 'onSeen'> & { readonly person: PersonDetail }) {
  const { t } = useTranslation();
  const [mayAct, maySeeHistory] = [useMay('people.suspend'), useMay('audit.read')];
  return (
    <Stack gap="xl">
      <PersonFacts person={person} />
      {mayAct && (
        <Part title={t('people.person.actions')}>
          <PersonActions account={account} person={person} onDeleted={onDeleted} />
        </Part>
      )}
      {maySeeHistory && (
        <Part title={t('people.person.history')}>
          <PersonHistory account={account} id={person.id} />
        </Part>
      )}
    </Stack>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <Stack component="section" gap="sm" aria-labelledby={id}>
      <Title order={3} size="h4" id={id}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function You({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { principal } = useSession();
  return principal.id === id && <Badge variant="light">{t('people.person.you')}</Badge>;
}

/** Names the window after somebody while they are shown. */
function useTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Rollcall`;
    return () => {
      document.title = `${t('people.title')} · Rollcall`;
    };
  }, [title, t]);
}
