import { Alert, Flex, List, Text } from '@hubspot/ui-extensions';
import type { FilterConditionView, FilterView, Standing } from '@ledgerline/contract/cards';
import type { Formats } from '@ledgerline/ui/formats';
import { isTextKey } from '@ledgerline/ui/texts';
import type { Say } from '@ledgerline/ui/texts';
import { useLocale } from '@ledgerline/ui/use-locale';

interface ExcludedProps {
  readonly excluded: Extract<Standing, { state: 'excluded' }>;
}

/** Why the invoice is left alone on purpose; where a filter does it, which one. */
export function Excluded({ excluded }: ExcludedProps) {
  const { say } = useLocale();
  const key = `excluded.${excluded.reason}`;
  return (
    <Flex direction="column" gap="small">
      <Alert title={say('standing.excluded')} variant="info">
        {say(isTextKey(key) ? key : 'excluded.other')}
      </Alert>
      {excluded.filter ? <Filter filter={excluded.filter} /> : null}
    </Flex>
  );
}

function Filter({ filter }: { readonly filter: FilterView }) {
  const { say, formats } = useLocale();
  const groups = filter.groups.map((group) =>
    group.map((condition) => conditionText(condition, say, formats)).join(say('filter.and')),
  );
  return (
    <Flex direction="column" gap="extra-small">
      <Text>{say(`filter.${filter.direction}`)}</Text>
      <List variant="unordered-styled">
        {groups.map((group) => (
          <Text key={group}>{group}</Text>
        ))}
      </List>
    </Flex>
  );
}

function conditionText({ field, operator, values }: FilterConditionView, say: Say, formats: Formats): string {
  const shown = values.map((value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? formats.day(value) : value));
  return say(`operator.${operator}`, { field, values: shown.join(', ') });
}
