import { WebAuthnError } from '@simplewebauthn/browser';
import { useTranslation } from 'react-i18next';
import { useFailureSentence } from '../elements/failure-sentence.ts';

/** What to tell a person when a passkey did not work: the browser's own words are for developers. */
export function usePasskeyFailure(): (error: unknown) => string {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  return (error) => {
    const name = error instanceof Error ? error.name : '';
    if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') {
      return t('signIn.refused.already');
    }
    if (name === 'NotAllowedError' || name === 'AbortError') return t('signIn.refused.cancelled');
    if (name === 'SecurityError') return t('signIn.refused.insecure');
    if (error instanceof Error && error.message.startsWith('WebAuthn is not supported')) {
      return t('signIn.refused.unsupported');
    }
    return sentence(error);
  };
}
