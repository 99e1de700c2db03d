import { Alert, EmptyState, Text } from '@hubspot/ui-extensions';
import type { CardFrame } from '@ledgerline/contract/cards';
import { useLocale } from '@ledgerline/ui/use-locale';

/** Whether the portal has anything to show at all. */
export const isConnectedOnce = ({ installed, connection }: CardFrame): boolean =>
  installed && connection !== 'not-connected';

export function NotConnected() {
  const { say } = useLocale();
  return (
    <EmptyState title={say('card.notConnectedTitle')} imageName="integrations">
      <Text>{say('card.notConnectedText')}</Text>
    </EmptyState>
  );
}

/** Says when what follows does not move any more. */
export function FrameNotice({ frame }: { readonly frame: CardFrame }) {
  const { say } = useLocale();
  if (frame.connection !== 'connected') {
    return (
      <Alert title={say('card.endedTitle')} variant="warning">
        {say('card.endedText')}
      </Alert>
    );
  }
  if (frame.syncState === 'on' || frame.syncState === 'first-sync') return null;
  return (
    <Alert title={say('card.stoppedTitle')} variant="warning">
      {say('card.stoppedText')}
    </Alert>
  );
}
