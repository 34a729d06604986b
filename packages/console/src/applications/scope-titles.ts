import { SCOPES, type Scope } from '@rollcall/contract';
import { useTranslation } from 'react-i18next';

const LIST = new Intl.ListFormat('en', { type: 'unit' });

/** Names scopes in the order in which everybody knows them: `List users, Suspend user`. */
export function useScopeTitles(): (scopes: readonly Scope[]) => string {
  const { t } = useTranslation();
  return (scopes) => LIST.format(inOrder(scopes).map((scope) => t(`applications.scopes.${scope}.title`)));
}

/** The same scopes, as the contract orders them. */
export function inOrder(scopes: readonly Scope[]): readonly Scope[] {
  return SCOPES.filter((scope) => scopes.includes(scope));
}
