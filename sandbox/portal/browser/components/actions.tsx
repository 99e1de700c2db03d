import type {
  ButtonProps,
  ButtonRowProps,
  DropdownButtonItemProps,
  DropdownProps,
  HrefProp,
  LinkProps,
  LoadingButtonProps,
  StatusTagProps,
  TagProps,
} from '@hubspot/ui-extensions';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useOverlay } from '../extension/overlays.tsx';
import { go } from '../router.tsx';
import { pageFor } from '../vendor-links.ts';
import { classes, sizeName } from './sizes.ts';

const urlOf = (href: HrefProp | undefined): string | undefined =>
  typeof href === 'object' ? href.url : href;

interface AnchorProps {
  readonly url: string;
  readonly className: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly testId: string | undefined;
  readonly children: ReactNode;
}

/** A link to a vendor's record turns to its page here; every other link opens a tab. */
function Anchor({ url, className, onClick, testId, children }: AnchorProps) {
  const page = pageFor(url);
  const follow = (event: MouseEvent): void => {
    onClick(event);
    if (page === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(page);
  };
  const tab = page === null ? { target: '_blank', rel: 'noreferrer' } : {};
  return (
    <a className={className} href={page ?? url} onClick={follow} data-testid={testId} {...tab}>
      {children}
    </a>
  );
}

type AnyButtonProps = ButtonProps & Pick<LoadingButtonProps, 'loading'>;

export function Button(props: AnyButtonProps) {
  const {
    variant = 'secondary',
    type = 'button',
    size,
    disabled = false,
    loading = false,
    testId,
    children,
  } = props;
  const { click, shown } = useOverlay(props);
  const className = classes(
    'hs-button',
    `hs-button-${variant}`,
    `hs-button-${sizeName(size, 'md')}`,
    props.truncate && 'hs-truncate',
  );
  const url = urlOf(props.href);
  const content = (
    <>
      {loading ? <i className="hs-spinner hs-spinner-xs" aria-hidden="true" /> : null}
      {children}
    </>
  );
  return (
    <>
      {url !== undefined && !disabled ? (
        <Anchor url={url} className={className} onClick={click} testId={testId}>
          {content}
        </Anchor>
      ) : (
        <button
          type={type}
          className={className}
          disabled={disabled || loading}
          aria-busy={loading || undefined}
          onClick={click}
          data-testid={testId}
        >
          {content}
        </button>
      )}
      {shown}
    </>
  );
}

export const LoadingButton = (props: LoadingButtonProps) => <Button {...props} />;

export const ButtonRow = ({ testId, children }: ButtonRowProps) => (
  <div className="hs-button-row" data-testid={testId}>
    {children}
  </div>
);

export function Link(props: LinkProps) {
  const { variant = 'primary', preventDefault = false, testId, children } = props;
  const { click, shown } = useOverlay(props);
  const url = urlOf(props.href);
  const className = `hs-link hs-link-${variant}`;
  // A link that only opens something is a button to people who do not see it.
  const acts = preventDefault || url === undefined || url === '' || url === '#';
  return (
    <>
      {acts ? (
        <button type="button" className={className} onClick={click} data-testid={testId}>
          {children}
        </button>
      ) : (
        <Anchor url={url} className={className} onClick={click} testId={testId}>
          {children}
        </Anchor>
      )}
      {shown}
    </>
  );
}

export function Tag(props: TagProps) {
  const { variant = 'default', testId, children } = props;
  const { click, shown } = useOverlay(props);
  const className = `hs-tag hs-tag-${variant}`;
  return (
    <>
      {props.onClick || props.overlay ? (
        <button type="button" className={className} onClick={click} data-testid={testId}>
          {children}
        </button>
      ) : (
        <span className={className} data-testid={testId}>
          {children}
        </span>
      )}
      {shown}
    </>
  );
}

export function StatusTag({
  variant = 'default',
  hollow = false,
  onClick,
  testId,
  children,
  ...rest
}: StatusTagProps) {
  const className = classes('hs-status', `hs-status-${variant}`, hollow && 'hs-status-hollow');
  const tag = onClick ? (
    <button type="button" className={className} onClick={() => onClick()} data-testid={testId}>
      {children}
    </button>
  ) : (
    <span className={className} data-testid={testId}>
      {children}
    </span>
  );
  if (!rest.showRemoveIcon) return tag;
  return (
    <span className="hs-removable">
      {tag}
      <button type="button" className="hs-plain" aria-label="✕" onClick={() => rest.onRemoveClick?.()}>
        ✕
      </button>
    </span>
  );
}

export function Dropdown({
  options = [],
  variant = 'secondary',
  buttonText,
  buttonSize,
  disabled,
  testId,
  children,
}: DropdownProps) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('click', closeOutside);
    return () => document.removeEventListener('click', closeOutside);
  }, [open]);
  return (
    <div
      ref={frame}
      className="hs-dropdown"
      data-testid={testId}
      onKeyDown={(event) => moveInMenu(event, () => setOpen(false))}
    >
      <button
        type="button"
        className={`hs-button hs-button-${variant} hs-button-${sizeName(buttonSize, 'md')}`}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {buttonText} <span aria-hidden="true">▾</span>
      </button>
      {/* An item's overlay outlives the menu, so the menu is hidden and not removed. */}
      <div id={id} className="hs-menu" role="menu" hidden={!open} onClick={() => setOpen(false)}>
        {options.map(({ label, onClick }) => (
          <MenuItem key={label} onClick={() => onClick?.()}>
            {label}
          </MenuItem>
        ))}
        {children}
      </div>
    </div>
  );
}

function moveInMenu(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  if (event.key === 'Escape') close();
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.findIndex((item) => item === document.activeElement);
  items.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % items.length)?.focus();
  event.preventDefault();
}

const MenuItem = ({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) => (
  <button type="button" role="menuitem" className="hs-menu-item" onClick={onClick}>
    {children}
  </button>
);

export function DropdownButtonItem(props: DropdownButtonItemProps) {
  const { click, shown } = useOverlay(props);
  return (
    <>
      <button
        type="button"
        role="menuitem"
        className="hs-menu-item"
        onClick={click}
        data-testid={props.testId}
      >
        {props.children}
      </button>
      {shown}
    </>
  );
}
