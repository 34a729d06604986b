import { Stack } from '@mantine/core';
import type { Application } from '@rollcall/contract/admin';
import { useMay } from '../../api/session.ts';
import { DeleteSection } from './delete-section.tsx';
import { LimitsForm } from './limits-form.tsx';
import { SettingsForm } from './settings-form.tsx';

/** What can be changed of an application, and its end. */
export function SettingsPanel({ application }: { readonly application: Application }) {
  const mayWrite = useMay('applications.write');
  return (
    <Stack>
      <SettingsForm application={application} mayWrite={mayWrite} />
      <LimitsForm application={application} />
      {mayWrite && <DeleteSection application={application} />}
    </Stack>
  );
}
