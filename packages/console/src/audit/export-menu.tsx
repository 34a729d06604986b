import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import type { AuditPlace } from './use-audit-entries.ts';

const FORMATS = ['csv', 'ndjson'] as const;

/** Saves all that is asked for as a file, which the browser itself fetches. */
export function ExportMenu(place: AuditPlace) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
        >
          {t('audit.export.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('audit.export.what')}</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={addressOf(place, format)} download>
            {t(`audit.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function addressOf({ account, query }: AuditPlace, format: (typeof FORMATS)[number]): string {
  const asked = { query: { ...query, format } };
  if (account === undefined) return api.address('ExportDeploymentAudit', asked).href;
  return api.address('ExportAudit', { path: { account }, ...asked }).href;
}
