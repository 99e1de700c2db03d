import {
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { InvoiceEventView } from '@ledgerline/contract/cards';
import type { Formats } from '@ledgerline/ui/formats';
import type { Say } from '@ledgerline/ui/texts';
import { useLocale } from '@ledgerline/ui/use-locale';

export interface TimelineEvent extends InvoiceEventView {
  readonly currency: string;
  /** Of the invoice it happened to, where there are several. */
  readonly number?: string | null;
}

interface TimelineProps {
  readonly events: readonly TimelineEvent[];
  /** Names each event's invoice. */
  readonly withInvoice?: boolean;
}

/** What happened, a row each, in the order given. */
export function Timeline({ events, withInvoice = false }: TimelineProps) {
  const { say, formats } = useLocale();
  const columns = [
    'timeline.day',
    'timeline.event',
    ...(withInvoice ? (['timeline.invoice'] as const) : []),
    'timeline.amount',
    'timeline.details',
  ] as const;
  return (
    <Flex direction="column" gap="small">
      <Heading>{say('timeline.title')}</Heading>
      {events.length === 0 ? (
        <Text>{say('timeline.none')}</Text>
      ) : (
        <Table bordered density="condensed">
          <TableHead>
            <TableRow>
              {columns.map((key) => (
                <TableHeader key={key}>{say(key)}</TableHeader>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {events.map((event, position) => (
              // Events have no name of their own, and a new reading replaces all of them.
              // oxlint-disable-next-line react/no-array-index-key
              <TableRow key={position}>
                <TableCell>{event.day === null ? say('timeline.noDay') : formats.day(event.day)}</TableCell>
                <TableCell>{say(`event.${event.kind}`)}</TableCell>
                {withInvoice ? <TableCell>{event.number ?? ''}</TableCell> : null}
                <TableCell>{amountText(event, formats)}</TableCell>
                <TableCell>{detailsText(event, say, formats)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Flex>
  );
}

const amountText = ({ amount, currency }: TimelineEvent, formats: Formats): string =>
  amount === null ? '' : formats.money({ minor: amount, currency });

function detailsText({ method, reference, unapplied, currency }: TimelineEvent, say: Say, formats: Formats) {
  return [
    method,
    reference === null ? null : say('timeline.reference', { reference }),
    unapplied === null
      ? null
      : say('timeline.unapplied', { amount: formats.money({ minor: unapplied, currency }) }),
  ]
    .filter((text) => text !== null)
    .join(', ');
}
