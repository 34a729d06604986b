import { Center, Loader, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Stands where something is on its way. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <Center mih={160} role="status">
      <Loader aria-hidden />
      <VisuallyHidden>{t('shell.loading')}</VisuallyHidden>
    </Center>
  );
}
