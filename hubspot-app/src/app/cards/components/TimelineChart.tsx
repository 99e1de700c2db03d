import { BarChart } from '@hubspot/ui-extensions';
import { useLocale } from '@ledgerline/ui/use-locale';
import type { TimelineEvent } from './Timeline.tsx';

interface TimelineChartProps {
  /** Of one currency. */
  readonly events: readonly TimelineEvent[];
}

/** What was billed and what came in, day by day; nothing where there is nothing to compare. */
export function TimelineChart({ events }: TimelineChartProps) {
  const { say, formats } = useLocale();
  const data = events
    .toSorted((one, other) => (one.day ?? '').localeCompare(other.day ?? ''))
    .flatMap(({ kind, day, amount, currency }) =>
      day === null || amount === null || amount === 0
        ? []
        : [
            {
              day: formats.day(day),
              amount: formats.drawn({ minor: amount, currency }),
              kind: say(`event.${kind}`),
            },
          ],
    );
  if (data.length < 2) return null;
  return (
    <BarChart
      data={data}
      axes={{
        x: { field: 'day', fieldType: 'category', label: say('timeline.day') },
        y: { field: 'amount', fieldType: 'linear', label: say('timeline.amount') },
        options: { groupFieldByColor: 'kind', stacking: true },
      }}
      options={{ title: say('timeline.chart'), showLegend: true, showTooltips: true }}
    />
  );
}
