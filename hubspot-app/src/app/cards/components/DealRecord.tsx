import { Alert, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { DealCardView } from '@ledgerline/contract/cards';
import { useLocale } from '@ledgerline/ui/use-locale';
import { useServer } from '@ledgerline/ui/use-server';
import { useCallback } from 'react';
import { useLoaded } from '../hooks/use-loaded.ts';
import type { Pace } from '../pace.ts';
import { CardProblem } from './CardProblem.tsx';
import { DealInvoices } from './DealInvoices.tsx';
import { DealTotals } from './DealTotals.tsx';
import { FrameNotice, isConnectedOnce, NotConnected } from './FrameNotice.tsx';
import { Timeline } from './Timeline.tsx';
import { TimelineChart } from './TimelineChart.tsx';

interface DealRecordProps {
  readonly invoiceIds: readonly string[];
  /** The deal has more invoices than these. */
  readonly cut: boolean;
  readonly pace: Pace;
}

/** What the server knows of a deal's invoices. */
export function DealRecord({ invoiceIds, cut, pace }: DealRecordProps) {
  const { say, formats } = useLocale();
  const { server } = useServer();
  const named = invoiceIds.join(' ');
  const load = useCallback(
    () => server.call('POST /api/cards/deal', { body: { invoiceIds: named.split(' ') } }),
    [server, named],
  );
  const waitMs = useCallback(() => pace.idleMs, [pace]);
  const { state, retry } = useLoaded(load, waitMs);
  switch (state.kind) {
    case 'loading':
      return <LoadingSpinner label={say('card.loading')} showLabel layout="centered" />;
    case 'failed':
      return <CardProblem problem={state.problem} onRetry={retry} />;
    case 'ready': {
      const { view } = state;
      if (!isConnectedOnce(view)) return <NotConnected />;
      return (
        <Flex direction="column" gap="medium">
          <FrameNotice frame={view} />
          {cut ? (
            <Alert
              title={say('deal.tooMany', { shown: formats.count(invoiceIds.length) })}
              variant="warning"
            />
          ) : null}
          <Known view={view} />
        </Flex>
      );
    }
    default:
      return state satisfies never;
  }
}

function Known({ view }: { readonly view: DealCardView }) {
  const { say, formats } = useLocale();
  const unsynced = view.invoices.filter(({ summary }) => summary === null).length;
  return (
    <>
      <DealTotals totals={view.totals} />
      {unsynced === 0 ? null : <Text>{say('deal.unsynced', { count: formats.count(unsynced) })}</Text>}
      <DealInvoices invoices={view.invoices} />
      <Timeline events={view.events} withInvoice />
      {view.eventsCut ? <Text variant="microcopy">{say('timeline.more')}</Text> : null}
      {view.totals.map(({ currency }) => (
        <TimelineChart key={currency} events={view.events.filter((event) => event.currency === currency)} />
      ))}
    </>
  );
}
