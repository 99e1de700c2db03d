import { EmptyState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { InvoiceCardView } from '@ledgerline/contract/cards';
import { useLocale } from '@ledgerline/ui/use-locale';
import { useServer } from '@ledgerline/ui/use-server';
import { useCallback } from 'react';
import { CardProblem } from './components/CardProblem.tsx';
import { FrameNotice, isConnectedOnce, NotConnected } from './components/FrameNotice.tsx';
import { InvoiceRecord } from './components/InvoiceRecord.tsx';
import { useLoaded } from './hooks/use-loaded.ts';
import { calmPace } from './pace.ts';
import type { Pace } from './pace.ts';

interface InvoiceCardProps {
  /** The HubSpot invoice whose record is open. */
  readonly invoiceId: string;
  readonly pace?: Pace;
}

/** What QuickBooks says about the invoice whose record is open. */
export function InvoiceCard({ invoiceId, pace = calmPace }: InvoiceCardProps) {
  const { say } = useLocale();
  const { server } = useServer();
  const load = useCallback(
    () => server.call('GET /api/cards/invoice/:id', { params: { id: invoiceId } }),
    [server, invoiceId],
  );
  const waitMs = useCallback(
    ({ invoice }: InvoiceCardView) => (isOnItsWay(invoice) ? pace.dueMs : pace.idleMs),
    [pace],
  );
  const { state, refresh, retry } = useLoaded(load, waitMs);
  switch (state.kind) {
    case 'loading':
      return <LoadingSpinner label={say('card.loading')} showLabel layout="centered" />;
    case 'failed':
      return <CardProblem problem={state.problem} onRetry={retry} />;
    case 'ready': {
      const { invoice, ...frame } = state.view;
      if (!isConnectedOnce(frame)) return <NotConnected />;
      return (
        <Flex direction="column" gap="medium">
          <FrameNotice frame={frame} />
          {invoice ? (
            <InvoiceRecord
              server={server}
              invoice={invoice}
              allowed={frame.allowed}
              readAt={state.readAt}
              refresh={refresh}
            />
          ) : (
            <EmptyState title={say('invoice.unknownTitle')} imageName="target">
              <Text>{say('invoice.unknownText')}</Text>
            </EmptyState>
          )}
        </Flex>
      );
    }
    default:
      return state satisfies never;
  }
}

const isOnItsWay = (invoice: InvoiceCardView['invoice']): boolean =>
  invoice !== null && (invoice.isDue || invoice.standing.state === 'pending');
