import type {
  DescriptionListItemProps,
  DescriptionListProps,
  HeadingProps,
  StatisticsItemProps,
  StatisticsProps,
  StatisticsTrendProps,
  TextProps,
} from '@hubspot/ui-extensions';
import type { CSSProperties } from 'react';
import { classes } from './sizes.ts';

export const Heading = ({ inline = false, testId, children }: HeadingProps) =>
  inline ? (
    <strong className="hs-heading" data-testid={testId}>
      {children}
    </strong>
  ) : (
    <h3 className="hs-heading" data-testid={testId}>
      {children}
    </h3>
  );

const weights = { regular: 400, demibold: 600, bold: 700 } as const;
const decorations = { none: 'none', underline: 'underline', strikethrough: 'line-through' } as const;

function textStyle({ format, truncate }: TextProps): CSSProperties {
  const { fontWeight, italic, lineDecoration, textTransform } = format ?? {};
  return {
    ...(fontWeight && { fontWeight: weights[fontWeight] }),
    ...(italic && { fontStyle: 'italic' }),
    ...(lineDecoration && { textDecoration: decorations[lineDecoration] }),
    ...(textTransform && textTransform !== 'sentenceCase' && { textTransform }),
    ...(typeof truncate === 'object' && truncate.maxWidth !== undefined && { maxWidth: truncate.maxWidth }),
  };
}

export function Text(props: TextProps) {
  const { variant = 'bodytext', inline = false, truncate, testId, children } = props;
  const className = classes('hs-text', `hs-${variant}`, Boolean(truncate) && 'hs-truncate');
  const title = typeof truncate === 'object' ? truncate.tooltipText : undefined;
  const attributes = { className, title, style: textStyle(props), 'data-testid': testId };
  return inline ? <span {...attributes}>{children}</span> : <div {...attributes}>{children}</div>;
}

export const DescriptionList = ({ direction = 'column', testId, children }: DescriptionListProps) => (
  <dl className={`hs-dl hs-dl-${direction}`} data-testid={testId}>
    {children}
  </dl>
);

export const DescriptionListItem = ({ label, testId, children }: DescriptionListItemProps) => (
  <div data-testid={testId}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

export const Statistics = ({ testId, children }: StatisticsProps) => (
  <div className="hs-statistics" data-testid={testId}>
    {children}
  </div>
);

export const StatisticsItem = ({ label, number, testId, children }: StatisticsItemProps) => (
  <div className="hs-statistic" data-testid={testId}>
    <span>{label}</span>
    <strong>{number}</strong>
    {children}
  </div>
);

export function StatisticsTrend({ value, direction, color }: StatisticsTrendProps) {
  const shade = color ?? (direction === 'increase' ? 'green' : 'red');
  return (
    <em className={`hs-trend hs-trend-${shade}`}>
      {direction === 'increase' ? '▲' : '▼'} {value}
    </em>
  );
}
