import { Center } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { SignedIn, useSessionQuery } from './api/session.ts';
import { Failed } from './elements/failed.tsx';
import { Loading } from './elements/loading.tsx';
import { Shell } from './shell/shell.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';

const InvitePage = lazy(() => import('./sign-in/invite-page.tsx').then(({ InvitePage }) => ({ default: InvitePage })));

/** An invitation for whoever holds it; the console for who is signed in; the way in for everybody else. */
export function App() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/invite/:token">{({ token }) => <InvitePage key={token} token={token} />}</Route>
        <Route>
          <Door />
        </Route>
      </Switch>
    </Suspense>
  );
}

/** Who signs in stays at the page they wanted. */
function Door() {
  const { data: session, error, refetch } = useSessionQuery();
  if (session) {
    return (
      <SignedIn value={session}>
        <Shell />
      </SignedIn>
    );
  }
  if (session === null) return <SignInPage />;
  if (error) {
    return (
      <Center component="main" mih="100dvh" p="md">
        <Failed error={error} onRetry={refetch} />
      </Center>
    );
  }
  return <Loading />;
}
