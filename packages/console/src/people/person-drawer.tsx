import { Badge, Drawer, Group, Stack, Title } from '@mantine/core';
import type { PersonDetail } from '@rollcall/contract/admin';
import { type ReactNode, useEffect, useId, useState } from 'react';
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
export function PersonDrawer({ id, onClose, onDeleted, ...props }: PersonDrawerProps) {
  // Who was shown last is seen while the drawer closes; but who is gone is not asked for again.
  const [last, setLast] = useState(id);
  const [gone, setGone] = useState<string>();
  if (id !== undefined && id !== last) setLast(id);
  const shown = last === gone ? undefined : last;
  const remove = (id: string) => {
    setGone(id);
    onDeleted(id);
  };
  return (
    <Drawer
      opened={id !== undefined}
      onClose={() => isCovered() || onClose()}
      onExitTransitionEnd={() => setLast(undefined)}
      position="right"
      size="xl"
      title={shown && <PersonTitle key={shown} account={props.account} id={shown} />}
      styles={{
        title: {
          overflowWrap: 'anywhere',
          fontSize: 'var(--mantine-h3-font-size)',
          fontWeight: 700,
          lineHeight: 1.3,
        },
      }}
    >
      {shown && <PersonNow key={shown} {...props} id={shown} onDeleted={remove} />}
    </Drawer>
  );
}

interface OfPerson {
  readonly account: string;
  readonly id: string;
}

function PersonTitle({ account, id }: OfPerson) {
  const { t } = useTranslation();
  const { principal } = useSession();
  const { data } = useOperation('GetPerson', { path: { account, user: id } });
  const title = data?.display_name ?? t('people.person.title');
  useTitle(title);
  return (
    <Group gap="xs">
      {title} {principal.id === id && <Badge variant="light">{t('people.person.you')}</Badge>}
    </Group>
  );
}

function PersonNow({ account, id, onSeen, onDeleted }: PersonProps & OfPerson) {
  const person = useOperation('GetPerson', { path: { account, user: id } });
  useEffect(() => {
    if (person.data) onSeen(person.data);
  }, [person.data, onSeen]);
  return (
    <Answer of={person}>{(person) => <PersonParts account={account} person={person} onDeleted={onDeleted} />}</Answer>
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
