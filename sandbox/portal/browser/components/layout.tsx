import type {
  AccordionProps,
  AutoGridProps,
  BoxProps,
  DividerProps,
  FlexProps,
  InlineProps,
  ListProps,
  SpacerProps,
  StackProps,
  TileProps,
} from '@hubspot/ui-extensions';
import { Children, useId } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { useEcho } from './field.tsx';
import { classes, gapOf, placeOf, sizeName } from './sizes.ts';

function flexStyle({ direction = 'row', gap, justify, align, alignSelf, wrap }: FlexProps): CSSProperties {
  return {
    flexDirection: direction,
    gap: gapOf(gap),
    justifyContent: placeOf(justify),
    alignItems: placeOf(align),
    alignSelf: placeOf(alignSelf),
    flexWrap: wrap === true ? 'wrap' : wrap || undefined,
  };
}

export const Flex = (props: FlexProps) => (
  <div className="hs-flex" style={flexStyle(props)} data-testid={props.testId}>
    {props.children}
  </div>
);

export const Inline = ({ gap = 'sm', align = 'center', ...props }: InlineProps) => (
  <Flex {...props} gap={gap} align={align} direction="row" wrap />
);

export const Stack = ({ distance = 'flush', direction = 'column', justify, align, ...props }: StackProps) => (
  <Flex
    gap={distance}
    direction={direction}
    {...(justify && { justify })}
    {...(align && { align })}
    {...(props.testId !== undefined && { testId: props.testId })}
  >
    {props.children}
  </Flex>
);

export const Box = ({ flex, alignSelf, testId, children }: BoxProps) => (
  <div className="hs-box" style={{ flex, alignSelf: placeOf(alignSelf) }} data-testid={testId}>
    {children}
  </div>
);

export const AutoGrid = ({ columnWidth, gap, flexible = false, testId, children }: AutoGridProps) => (
  <div
    className="hs-grid"
    data-testid={testId}
    style={{
      gap: gapOf(gap),
      gridTemplateColumns: `repeat(auto-${flexible ? 'fit' : 'fill'}, minmax(min(${columnWidth}px, 100%), 1fr))`,
    }}
  >
    {children}
  </div>
);

export const Divider = ({ distance, testId }: DividerProps) => (
  <hr className="hs-divider" style={{ marginBlock: gapOf(distance) }} data-testid={testId} />
);

export const Spacer = ({ size }: SpacerProps) => <div style={{ height: gapOf(size, 'md') }} />;

export const Tile = ({ compact = false, flush = false, testId, children }: TileProps) => (
  <div
    className={classes('hs-tile', compact && 'hs-tile-compact', flush && 'hs-tile-flush')}
    data-testid={testId}
  >
    {children}
  </div>
);

export const Card = ({ children }: { readonly children?: ReactNode }) => (
  <div className="hs-tile">{children}</div>
);

export function List({ variant = 'unordered', testId, children }: ListProps) {
  const items = Children.map(children, (child) => <li>{child}</li>);
  const className = `hs-list hs-list-${variant}`;
  return variant.startsWith('ordered') ? (
    <ol className={className} data-testid={testId}>
      {items}
    </ol>
  ) : (
    <ul className={className} data-testid={testId}>
      {items}
    </ul>
  );
}

export function Accordion({
  title,
  open,
  defaultOpen = false,
  disabled,
  size,
  onClick,
  testId,
  children,
}: AccordionProps) {
  const [isOpen, setOpen] = useEcho(open ?? defaultOpen, false);
  const id = useId();
  return (
    <div className={`hs-accordion hs-accordion-${sizeName(size, 'md')}`} data-testid={testId}>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        disabled={disabled}
        onClick={() => {
          // Who passes `open` decides itself.
          if (open === undefined) setOpen(!isOpen);
          onClick?.();
        }}
      >
        {title}
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </div>
  );
}
