import { useTranslation } from 'react-i18next';
import { useOperation } from '../api/use-operation.ts';
import { Answer } from '../elements/answer.tsx';
import { useAccountId } from '../navigation/account-in-path.ts';
import { Page } from '../navigation/page.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { LimitSettings } from './limit-settings.tsx';
import { ProvisioningSettings } from './provisioning-settings.tsx';
import { SingleSignOnSettings } from './single-sign-on-settings.tsx';

/** What holds for a whole account. */
export function SettingsPage() {
  const { t } = useTranslation();
  const account = useOperation('GetAccount', { path: { account: useAccountId() } });
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Answer of={account}>
        {(account) => (
          <>
            <GeneralSettings key={`name ${account.id} ${account.name}`} account={account} />
            <ProvisioningSettings key={`provisioning ${account.id} ${account.provisioning}`} account={account} />
            <LimitSettings
              key={`limits ${account.id} ${account.requests_per_minute} ${account.requests_per_hour}`}
              account={account}
            />
            <SingleSignOnSettings key={`sso ${account.id}`} account={account} />
          </>
        )}
      </Answer>
    </Page>
  );
}
