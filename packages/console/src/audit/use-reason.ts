import { useTranslation } from 'react-i18next';
import { audit } from '../texts/en/audit.ts';

/** Why something was refused, for a person; the name of the reason where there is no text for it. */
export function useReason(reason: string | undefined): string | undefined {
  const { t } = useTranslation();
  return isKnown(reason) ? t(`audit.reasons.${reason}`) : reason;
}

function isKnown(reason: string | undefined): reason is keyof typeof audit.reasons {
  return reason !== undefined && Object.hasOwn(audit.reasons, reason);
}
