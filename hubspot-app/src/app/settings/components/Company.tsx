import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  StatusTag,
} from '@hubspot/ui-extensions';
import type { CompanyView, ConnectionView } from '@ledgerline/contract/connection';
import type { TextKey } from '@ledgerline/ui/texts';
import { useLocale } from '@ledgerline/ui/use-locale';

type Status = ConnectionView['status'];

const tags = {
  connected: { text: 'company.connected', variant: 'success' },
  'needs-reconnect': { text: 'company.reconnect', variant: 'danger' },
  disconnected: { text: 'company.disconnected', variant: 'default' },
  'not-connected': { text: 'company.disconnected', variant: 'default' },
} as const satisfies Record<Status, { text: TextKey; variant: string }>;

interface CompanyProps {
  readonly company: CompanyView;
  readonly status: Status;
  readonly setUpDay: string | null;
}

/** The facts by which people recognise the right QuickBooks company. */
export function Company({ company, status, setUpDay }: CompanyProps) {
  const { say, formats } = useLocale();
  const { text, variant } = tags[status];
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" gap="small" align="center">
        <Heading>{company.companyName}</Heading>
        <StatusTag variant={variant}>{say(text)}</StatusTag>
      </Flex>
      {company.subscription === 'read-only' ? (
        <Alert title={say('company.closedTitle')} variant="warning">
          {say('company.closedText')}
        </Alert>
      ) : null}
      <DescriptionList direction="row">
        <DescriptionListItem label={say('company.name')}>{company.companyName}</DescriptionListItem>
        <DescriptionListItem label={say('company.country')}>
          {formats.country(company.country)}
        </DescriptionListItem>
        <DescriptionListItem label={say('company.currency')}>
          {formats.currency(company.homeCurrency)}
        </DescriptionListItem>
        <DescriptionListItem label={say('company.timeZone')}>{company.realmTimeZone}</DescriptionListItem>
        {setUpDay === null ? null : (
          <DescriptionListItem label={say('company.setUpDay')}>{formats.day(setUpDay)}</DescriptionListItem>
        )}
      </DescriptionList>
    </Flex>
  );
}
