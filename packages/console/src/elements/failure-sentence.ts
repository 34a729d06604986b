import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.ts';

/** What to tell a person of an error: the server's own sentence, where it said one. */
export function useFailureSentence(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
    if (error.status === 0) return t('shell.failed.unreachable');
    if (error.status === 429 && error.retryAfter !== undefined)
      return t('shell.failed.wait', { count: error.retryAfter });
    return [error.message, ...error.violations.map(({ field, description }) => `${field}: ${description}`)].join(' ');
  };
}
