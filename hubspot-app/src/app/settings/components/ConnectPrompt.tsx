import { Alert, Button, EmptyState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { ConnectionView } from '@ledgerline/contract/connection';
import { problemText } from '@ledgerline/ui/problem';
import type { Server } from '@ledgerline/ui/server';
import type { TextKey } from '@ledgerline/ui/texts';
import { useLocale } from '@ledgerline/ui/use-locale';
import { useConnectLink } from '../hooks/use-connect-link.ts';
import type { UsedConnection } from '../hooks/use-connection.ts';
import type { Pace } from '../pace.ts';

type Unconnected = Exclude<ConnectionView['status'], 'connected'>;

const texts = {
  'not-connected': { title: 'connect.title', text: 'connect.text', action: 'connect.action' },
  disconnected: { title: 'disconnected.title', text: 'disconnected.text', action: 'reconnect.action' },
  'needs-reconnect': { title: 'reconnect.title', text: 'reconnect.text', action: 'reconnect.action' },
} as const satisfies Record<Unconnected, { title: TextKey; text: TextKey; action: TextKey }>;

interface ConnectPromptProps {
  readonly server: Server;
  readonly pace: Pace;
  readonly used: UsedConnection;
  readonly status: Unconnected;
  readonly mayChange: boolean;
}

/** Says why nothing is connected, and lets those who may change it do so. */
export function ConnectPrompt({ status, mayChange, ...rest }: ConnectPromptProps) {
  const { say } = useLocale();
  const { title, text, action } = texts[status];
  const next = mayChange ? (
    <ConnectButton {...rest} label={say(action)} />
  ) : (
    <Text>{say('connect.ask')}</Text>
  );
  if (status === 'not-connected') {
    return (
      <EmptyState title={say(title)} imageName="integrations">
        <Text>{say(text)}</Text>
        {next}
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="small">
      <Alert title={say(title)} variant={status === 'needs-reconnect' ? 'error' : 'warning'}>
        {say(text)}
      </Alert>
      {next}
    </Flex>
  );
}

interface ConnectButtonProps {
  readonly server: Server;
  readonly pace: Pace;
  readonly used: UsedConnection;
  readonly label: string;
}

function ConnectButton({ server, pace, used, label }: ConnectButtonProps) {
  const { say } = useLocale();
  const { link, renew } = useConnectLink(server, pace);
  const open = (): void => {
    used.startConnecting();
    renew();
  };
  switch (link.kind) {
    case 'preparing':
      return <LoadingSpinner label={say('connect.preparing')} showLabel />;
    case 'failed':
      return (
        <Flex direction="column" gap="small">
          <Alert title={say('connect.failed')} variant="error">
            {problemText(say, link.problem)}
          </Alert>
          <Button onClick={renew}>{say('page.retry')}</Button>
        </Flex>
      );
    case 'ready':
      return (
        <Flex direction="column" gap="small">
          <Button variant="primary" href={{ url: link.url, external: true }} onClick={open}>
            {label}
          </Button>
          {used.connecting ? (
            <Alert title={say('connect.waiting')} variant="info">
              {say('connect.waitingText')}
            </Alert>
          ) : null}
        </Flex>
      );
    default:
      return link satisfies never;
  }
}
