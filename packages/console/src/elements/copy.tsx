import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export interface CopyProps {
  readonly value: string;
  /** What is copied, for who cannot see what it stands beside. */
  readonly label?: string;
  readonly onCopied?: () => void;
}

/** Copies a text. */
export function Copy({ value, label, onCopied }: CopyProps) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => {
        const press = () => {
          copy();
          onCopied?.();
        };
        const said = copied ? t('shell.copy.copied') : (label ?? t('shell.copy.copy'));
        return (
          <Tooltip label={said}>
            <ActionIcon variant="subtle" color={copied ? 'teal' : 'gray'} onClick={press} aria-label={said}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        );
      }}
    </CopyButton>
  );
}
