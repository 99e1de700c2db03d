import { Button, EmptyState, ErrorState, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useLocale } from '@ledgerline/ui/use-locale';
import { DealRecord } from './components/DealRecord.tsx';
import { useDealInvoices } from './hooks/use-deal-invoices.ts';
import { calmPace } from './pace.ts';
import type { Pace } from './pace.ts';

/** The deal's invoices as QuickBooks has them. Which they are, HubSpot tells: as far as this person may see them. */
export function DealCard({ pace = calmPace }: { readonly pace?: Pace }) {
  const { say } = useLocale();
  const { invoices, retry } = useDealInvoices();
  switch (invoices.kind) {
    case 'loading':
      return <LoadingSpinner label={say('card.loading')} showLabel layout="centered" />;
    case 'failed':
      return (
        <ErrorState title={say('deal.listFailed')} type="lock">
          <Text>{say('deal.listFailedText')}</Text>
          <Button onClick={retry}>{say('page.retry')}</Button>
        </ErrorState>
      );
    case 'ready':
      return invoices.ids.length === 0 ? (
        <EmptyState title={say('deal.noneTitle')} imageName="deals">
          <Text>{say('deal.none')}</Text>
        </EmptyState>
      ) : (
        <DealRecord invoiceIds={invoices.ids} cut={invoices.cut} pace={pace} />
      );
    default:
      return invoices satisfies never;
  }
}
