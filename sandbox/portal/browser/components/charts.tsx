import type { BarChartProps, ChartColor, ChartDataRow, ChartProps } from '@hubspot/ui-extensions';
import { useText } from '../session.tsx';

const shades: Readonly<Record<ChartColor, string>> = {
  orange: '#ea90b1',
  aqua: '#0091ae',
  purple: '#8a6bb8',
  yellow: '#c9a227',
  pink: '#d6679a',
  blue: '#3b6fb6',
  green: '#00875a',
  darkOrange: '#b0451f',
  darkAqua: '#006c82',
  darkPurple: '#5b4290',
  darkYellow: '#8a6d00',
  darkPink: '#9c3a67',
  darkBlue: '#234a82',
  darkGreen: '#005c3e',
};
const order: readonly ChartColor[] = [
  'aqua',
  'blue',
  'green',
  'purple',
  'yellow',
  'pink',
  'darkAqua',
  'darkBlue',
];

interface Point {
  readonly x: string;
  readonly y: number;
  readonly group: string;
}

interface Read {
  readonly points: readonly Point[];
  readonly columns: readonly string[];
  readonly groups: readonly string[];
  readonly colorOf: (group: string) => string;
  readonly label: (field: string, value: string) => string;
}

function read({ data, axes, options }: ChartProps): Read {
  const rows: readonly ChartDataRow[] = Array.isArray(data) ? data : data.data;
  const labels = Array.isArray(data) ? {} : (data.options?.propertyLabels ?? {});
  const label = (field: string, value: string): string => labels[field]?.[value] ?? value;
  const by = axes.options?.groupFieldByColor;
  const points = rows.map((row) => ({
    x: String(row[axes.x.field] ?? ''),
    y: Number(row[axes.y.field] ?? 0),
    group: by === undefined ? '' : String(row[by] ?? ''),
  }));
  const groups = [...new Set(points.map(({ group }) => group))];
  const list = options?.colorList ?? options?.colors ?? order;
  const colorOf = (group: string): string =>
    shades[axes.options?.colors?.[group] ?? list[groups.indexOf(group) % list.length] ?? 'aqua'];
  return { points, columns: [...new Set(points.map(({ x }) => x))], groups, colorOf, label };
}

const size = { width: 600, height: 220, left: 44, bottom: 26, top: 18 };
const plotHeight = size.height - size.top - size.bottom;

export function BarChart(props: BarChartProps) {
  const { points, columns, groups, colorOf, label } = read(props);
  const stacked = props.axes.options?.stacking ?? false;
  const sums = columns.map((x) => points.filter((point) => point.x === x).reduce((sum, { y }) => sum + y, 0));
  const most = Math.max(1, ...(stacked ? sums : points.map(({ y }) => y)));
  const slot = (size.width - size.left * 2) / Math.max(1, columns.length);
  const barWidth = Math.min(56, (slot * 0.7) / (stacked ? 1 : Math.max(1, groups.length)));
  return (
    <Chart props={props} read={{ points, columns, groups, colorOf, label }}>
      {columns.map((x, column) => {
        let below = 0;
        const mine = points.filter((point) => point.x === x);
        const left = size.left + column * slot + (slot - barWidth * (stacked ? 1 : mine.length)) / 2;
        return mine.map((point, index) => {
          const height = (point.y / most) * plotHeight;
          const top = size.top + plotHeight - height - below;
          if (stacked) below += height;
          const at = left + (stacked ? 0 : index * barWidth);
          return (
            <g key={`${x} ${point.group}`}>
              <rect
                x={at}
                y={top}
                width={barWidth - 2}
                height={Math.max(height, 1)}
                rx="2"
                fill={colorOf(point.group)}
              >
                <title>{`${label(props.axes.x.field, x)}: ${point.y}`}</title>
              </rect>
              {props.options?.showDataLabels ? (
                <text x={at + barWidth / 2} y={top - 4} textAnchor="middle">
                  {point.y}
                </text>
              ) : null}
            </g>
          );
        });
      })}
    </Chart>
  );
}

export function LineChart(props: ChartProps) {
  const data = read(props);
  const { points, columns, groups, colorOf } = data;
  const most = Math.max(1, ...points.map(({ y }) => y));
  const slot = (size.width - size.left * 2) / Math.max(1, columns.length);
  const place = ({ x, y }: Point): readonly [number, number] => [
    size.left + (columns.indexOf(x) + 0.5) * slot,
    size.top + plotHeight - (y / most) * plotHeight,
  ];
  return (
    <Chart props={props} read={data}>
      {groups.map((group) => {
        const mine = points.filter((point) => point.group === group);
        return (
          <g key={group}>
            <polyline
              points={mine.map((point) => place(point).join(',')).join(' ')}
              fill="none"
              stroke={colorOf(group)}
              strokeWidth="2"
            />
            {mine.map((point) => {
              const [x, y] = place(point);
              return <circle key={`${point.x} ${point.y}`} cx={x} cy={y} r="3.5" fill={colorOf(group)} />;
            })}
          </g>
        );
      })}
    </Chart>
  );
}

interface ChartFrameProps {
  readonly props: ChartProps;
  readonly read: Read;
  readonly children: React.ReactNode;
}

/** Title, axis and legend; people who do not see the drawing get its numbers as a table. */
function Chart({
  props: { axes, options, testId },
  read: { points, columns, groups, colorOf, label },
  children,
}: ChartFrameProps) {
  const t = useText();
  const slot = (size.width - size.left * 2) / Math.max(1, columns.length);
  const every = Math.ceil(columns.length / 8);
  return (
    <figure className="hs-chart" data-testid={testId}>
      {options?.title ? <figcaption>{options.title}</figcaption> : null}
      <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        <line x1="0" x2={size.width} y1={size.top + plotHeight} y2={size.top + plotHeight} stroke="#cbd6e2" />
        {children}
        {columns.map((x, column) =>
          column % every === 0 ? (
            <text key={x} x={size.left + (column + 0.5) * slot} y={size.height - 8} textAnchor="middle">
              {label(axes.x.field, x)}
            </text>
          ) : null,
        )}
      </svg>
      {options?.showLegend && groups.length > 1 ? (
        <ul className="hs-legend">
          {groups.map((group) => (
            <li key={group}>
              <i style={{ background: colorOf(group) }} />
              {label(axes.options?.groupFieldByColor ?? '', group)}
            </li>
          ))}
        </ul>
      ) : null}
      <table className="hidden">
        <caption>{options?.title ?? t('chart.numbers')}</caption>
        <tbody>
          {points.map(({ x, y, group }) => (
            <tr key={`${x} ${group} ${y}`}>
              <th scope="row">{`${label(axes.x.field, x)} ${label(axes.options?.groupFieldByColor ?? '', group)}`}</th>
              <td>{y}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
