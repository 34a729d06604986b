import { Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { useSession } from '../api/session.ts';
import { Loading } from '../elements/loading.tsx';
import { PAGES } from '../pages.tsx';
import { useEntries } from './entries.ts';
import { NotFoundPage } from './not-found-page.tsx';

/** The page at the address, where there is one for who is signed in. */
export function Pages() {
  const { permissions } = useSession();
  const [start] = useEntries();
  const allowed = PAGES.filter(({ permission }) => permission === undefined || permissions.includes(permission));
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        {allowed.map(({ path, content: Content }) => (
          <Route key={path} path={path}>
            <Content />
          </Route>
        ))}
        {['/', '/sign-in'].map((path) => (
          <Route key={path} path={path}>
            {start && <Redirect to={start.href} replace />}
          </Route>
        ))}
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
    </Suspense>
  );
}
