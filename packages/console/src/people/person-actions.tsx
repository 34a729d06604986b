import { Divider, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { PersonDetail } from '@rollcall/contract/admin';
import { type ComponentType, Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { useChange } from '../api/use-operation.ts';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { ActionLine } from './action-line.tsx';
import { ChangeRights } from './change-rights.tsx';
import { DeletePerson } from './delete-person.tsx';
import { EditPerson } from './edit-person.tsx';
import { InvitePerson } from './invite-person.tsx';
import type { PersonDialogProps } from './person-dialog.ts';
import { SignOutPerson } from './sign-out-person.tsx';
import { SuspendPerson } from './suspend-person.tsx';

const DIALOGS = {
  suspend: SuspendPerson,
  edit: EditPerson,
  role: ChangeRights,
  invite: InvitePerson,
  signOut: SignOutPerson,
} as const satisfies Record<string, ComponentType<PersonDialogProps>>;
type DialogName = keyof typeof DIALOGS;

export interface PersonActionsProps {
  readonly account: string;
  readonly person: PersonDetail;
  readonly onDeleted: (id: string) => void;
}

/** What can be done to somebody. What is never for the reader's role is left out; what is refused now says why. */
export function PersonActions({ account, person, onDeleted }: PersonActionsProps) {
  const [open, setOpen] = useState<DialogName | 'delete'>();
  const close = () => setOpen(undefined);
  const dialog = { account, person, onClose: close };
  return (
    <>
      <Lines person={person} account={account} onOpen={setOpen} />
      {Object.entries(DIALOGS).map(([name, Dialog]) => (
        <Dialog key={name} {...dialog} opened={open === name} />
      ))}
      <DeletePerson {...dialog} opened={open === 'delete'} onDeleted={onDeleted} />
    </>
  );
}

interface LinesProps {
  readonly account: string;
  readonly person: PersonDetail;
  readonly onOpen: (name: DialogName | 'delete') => void;
}

function Lines({ account, person, onOpen }: LinesProps) {
  const { t } = useTranslation();
  const [maySuspend, mayWrite, mayRights] = [useMay('people.suspend'), useMay('people.write'), useMay('roles.write')];
  const { refusals } = person;
  const line = (name: Exclude<DialogName | 'delete', 'role' | 'signOut'>, color?: string): ReactNode => (
    <ActionLine
      title={t(`people.${name}.title`)}
      lead={t(`people.${name}.lead`)}
      refusal={refusals[name]?.sentence}
      {...(color !== undefined && refusals[name] === undefined && { color, variant: 'light' })}
      onAct={() => onOpen(name)}
    />
  );
  const lines: readonly (readonly [name: string, isShown: boolean, line: ReactNode])[] = [
    ['edit', mayWrite, line('edit')],
    [
      'role',
      mayRights,
      <ActionLine
        key="role"
        title={t('people.role.title')}
        deed={t('people.role.deed')}
        lead={t('people.role.lead')}
        refusal={undefined}
        onAct={() => onOpen('role')}
      />,
    ],
    ['invite', mayRights, line('invite')],
    [
      'signOut',
      maySuspend,
      <ActionLine
        key="signOut"
        title={t('people.signOut.title')}
        deed={t('people.signOut.deed')}
        lead={t('people.signOut.lead')}
        refusal={person.sessions === 0 ? t('people.signOut.nowhere') : undefined}
        onAct={() => onOpen('signOut')}
      />,
    ],
    ['suspend', maySuspend && person.state === 'ACTIVE', line('suspend', 'red')],
    ['reactivate', maySuspend && person.state === 'SUSPENDED', <Reactivate key="r" {...{ account, person }} />],
    ['delete', mayWrite, line('delete', 'red')],
  ];
  const shown = lines.filter(([, isShown]) => isShown);
  return (
    <Stack gap="sm">
      {shown.map(([name, , line], index) => (
        <Fragment key={name}>
          {index > 0 && <Divider />}
          {line}
        </Fragment>
      ))}
    </Stack>
  );
}

/** Asks nothing: it takes nothing from anybody. */
function Reactivate({ account, person }: Pick<PersonActionsProps, 'account' | 'person'>) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const reactivate = useChange('ReactivatePerson');
  const act = () => {
    reactivate.mutate(
      { path: { account, user: person.id } },
      {
        onSuccess: () => notifications.show({ message: t('people.reactivate.done', { name: person.display_name }) }),
        onError: (error) => notifications.show({ color: 'red', message: sentence(error) }),
      },
    );
  };
  return (
    <ActionLine
      title={t('people.reactivate.title')}
      lead={t('people.reactivate.lead')}
      refusal={person.refusals.reactivate?.sentence}
      loading={reactivate.isPending}
      onAct={act}
    />
  );
}
