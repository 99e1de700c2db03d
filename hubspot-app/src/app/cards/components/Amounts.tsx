import {
  DescriptionList,
  DescriptionListItem,
  Flex,
  StatusTag,
  Statistics,
  StatisticsItem,
} from '@hubspot/ui-extensions';
import type { InvoiceSummaryView } from '@ledgerline/contract/cards';
import { useLocale } from '@ledgerline/ui/use-locale';
import { statusTags } from './standing-tags.ts';

const apart = ['credits', 'deposit'] as const;

/** The invoice's amounts as QuickBooks has them; credits and deposits apart from payments. */
export function Amounts({ summary }: { readonly summary: InvoiceSummaryView }) {
  const { say, formats } = useLocale();
  const shown = ['total', 'paid', ...apart.filter((name) => summary[name] !== 0), 'balance'] as const;
  return (
    <Flex direction="column" gap="small">
      <Statistics>
        {shown.map((name) => (
          <StatisticsItem
            key={name}
            label={say(`invoice.${name}`)}
            number={formats.money({ minor: summary[name], currency: summary.currency })}
          />
        ))}
      </Statistics>
      <DescriptionList direction="row">
        <DescriptionListItem label={say('invoice.status')}>
          <StatusTag variant={statusTags[summary.status]}>{say(`invoiceStatus.${summary.status}`)}</StatusTag>
        </DescriptionListItem>
        {summary.number === null ? null : (
          <DescriptionListItem label={say('invoice.number')}>{summary.number}</DescriptionListItem>
        )}
        {summary.dueDay === null ? null : (
          <DescriptionListItem label={say('invoice.due')}>{formats.day(summary.dueDay)}</DescriptionListItem>
        )}
      </DescriptionList>
    </Flex>
  );
}
