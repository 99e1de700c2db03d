import {
  Flex,
  Heading,
  Link,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { DealInvoiceView } from '@ledgerline/contract/cards';
import { useLocale } from '@ledgerline/ui/use-locale';
import { useState } from 'react';
import { reasonText } from './reasons.ts';
import { standingTags, statusTags } from './standing-tags.ts';

const pageSize = 10;

const columns = [
  'timeline.invoice',
  'invoice.status',
  'invoice.total',
  'invoice.balance',
  'invoice.due',
  'deal.sync',
] as const;

/** The deal's invoices, ten at a time. */
export function DealInvoices({ invoices }: { readonly invoices: readonly DealInvoiceView[] }) {
  const { say } = useLocale();
  const [page, setPage] = useState(1);
  const pageCount = Math.ceil(invoices.length / pageSize);
  // Fewer pages than before, when invoices were taken off the deal.
  const current = Math.min(page, pageCount);
  const shown = invoices.slice((current - 1) * pageSize, current * pageSize);
  const paging =
    pageCount > 1 ? ({ paginated: true, pageCount, page: current, onPageChange: setPage } as const) : {};
  return (
    <Flex direction="column" gap="small">
      <Heading>{say('deal.invoices')}</Heading>
      <Table bordered density="condensed" {...paging}>
        <TableHead>
          <TableRow>
            {columns.map((key) => (
              <TableHeader key={key}>{say(key)}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((invoice) => (
            <InvoiceRow key={invoice.hubspotId} invoice={invoice} />
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function InvoiceRow({ invoice }: { readonly invoice: DealInvoiceView }) {
  const { say, formats } = useLocale();
  const { summary, state, hubspotId, detail } = invoice;
  const reason = reasonText(say, detail);
  const money = (name: 'total' | 'balance'): string =>
    summary ? formats.money({ minor: summary[name], currency: summary.currency }) : '';
  return (
    <TableRow>
      <TableCell>
        {summary ? (
          <Link href={{ url: summary.url, external: true }}>{summary.number ?? say('invoice.open')}</Link>
        ) : (
          hubspotId
        )}
      </TableCell>
      <TableCell>
        {summary ? (
          <StatusTag variant={statusTags[summary.status]}>{say(`invoiceStatus.${summary.status}`)}</StatusTag>
        ) : null}
      </TableCell>
      <TableCell>{money('total')}</TableCell>
      <TableCell>{money('balance')}</TableCell>
      <TableCell>{summary?.dueDay ? formats.day(summary.dueDay) : ''}</TableCell>
      <TableCell>
        <StatusTag variant={standingTags[state]}>{say(`standing.${state}`)}</StatusTag>
        {reason === null ? null : <Text variant="microcopy">{reason}</Text>}
      </TableCell>
    </TableRow>
  );
}
