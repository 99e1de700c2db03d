import { Flex, Statistics, StatisticsItem } from '@hubspot/ui-extensions';
import type { CurrencyTotalsView } from '@ledgerline/contract/cards';
import { useLocale } from '@ledgerline/ui/use-locale';

const names = ['billed', 'paid', 'credits', 'outstanding'] as const;

/** A row of totals for each currency. */
export function DealTotals({ totals }: { readonly totals: readonly CurrencyTotalsView[] }) {
  const { say, formats } = useLocale();
  return (
    <Flex direction="column" gap="small">
      {totals.map(({ currency, ...amounts }) => {
        const shown = names.filter((name) => name !== 'credits' || amounts.credits !== 0);
        return (
          <Statistics key={currency}>
            {shown.map((name) => (
              <StatisticsItem
                key={name}
                label={say(`deal.${name}`, { currency })}
                number={formats.money({ minor: amounts[name], currency })}
              />
            ))}
          </Statistics>
        );
      })}
    </Flex>
  );
}
