import { LoadingSpinner } from '@hubspot/ui-extensions';
import { useLocale } from '@ledgerline/ui/use-locale';
import { useServer } from '@ledgerline/ui/use-server';
import { ConnectionPage } from './components/ConnectionPage.tsx';
import { LoadProblem } from './components/LoadProblem.tsx';
import { NotInstalled } from './components/NotInstalled.tsx';
import { useConnection } from './hooks/use-connection.ts';
import { calmPace } from './pace.ts';
import type { Pace } from './pace.ts';

/** Ledgerline's settings: for now the connection with QuickBooks and where its syncs stand. */
export function SettingsPage({ pace = calmPace }: { readonly pace?: Pace }) {
  const { say } = useLocale();
  const { server, origin } = useServer();
  const used = useConnection(server, pace);
  const { state } = used;
  switch (state.kind) {
    case 'loading':
      return <LoadingSpinner label={say('page.loading')} showLabel layout="centered" />;
    case 'failed':
      return <LoadProblem problem={state.problem} onRetry={used.retry} />;
    case 'ready':
      return state.connection.installed ? (
        <ConnectionPage
          server={server}
          pace={pace}
          used={used}
          connection={state.connection}
          readAt={state.readAt}
        />
      ) : (
        <NotInstalled installUrl={`${origin ?? ''}/oauth/hubspot/install`} />
      );
    default:
      return state satisfies never;
  }
}
