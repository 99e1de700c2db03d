import { Alert, Flex } from '@hubspot/ui-extensions';
import type { ConnectionView } from '@ledgerline/contract/connection';
import type { Server } from '@ledgerline/ui/server';
import { useLocale } from '@ledgerline/ui/use-locale';
import type { UsedConnection } from '../hooks/use-connection.ts';
import type { Pace } from '../pace.ts';
import { Company } from './Company.tsx';
import { ConnectPrompt } from './ConnectPrompt.tsx';
import { DisconnectButton } from './DisconnectButton.tsx';
import { Syncs } from './Syncs.tsx';

interface ConnectionPageProps {
  readonly server: Server;
  readonly pace: Pace;
  readonly used: UsedConnection;
  readonly connection: ConnectionView;
  readonly readAt: Date;
}

/** What an installed portal sees: how to connect, what is connected, and where its syncs stand. */
export function ConnectionPage({ server, pace, used, connection, readAt }: ConnectionPageProps) {
  const { say } = useLocale();
  const { status, company, mayChange } = connection;
  const holdsGrant = status === 'connected' || status === 'needs-reconnect';
  return (
    <Flex direction="column" gap="large">
      {mayChange ? null : (
        <Alert title={say('readOnly.title')} variant="info">
          {say('readOnly.text')}
        </Alert>
      )}
      {status === 'connected' ? null : (
        <ConnectPrompt server={server} pace={pace} used={used} status={status} mayChange={mayChange} />
      )}
      {company ? <Company company={company} status={status} setUpDay={connection.setUpDay} /> : null}
      {status === 'not-connected' ? null : <Syncs syncs={connection.syncs} now={readAt} />}
      {holdsGrant && mayChange ? (
        <DisconnectButton
          server={server}
          companyName={company?.companyName ?? 'QuickBooks'}
          onDisconnected={used.refresh}
        />
      ) : null}
    </Flex>
  );
}
