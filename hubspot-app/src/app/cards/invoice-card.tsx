import { hubspot } from '@hubspot/ui-extensions';
import { InvoiceCard } from './InvoiceCard.tsx';

hubspot.extend<'crm.record.tab'>(({ context }) => <InvoiceCard invoiceId={String(context.crm.objectId)} />);
