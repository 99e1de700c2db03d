// Icons and illustrations. HubSpot's own drawings are HubSpot's; these say the same in a few lines.

import type { IconProps, IllustrationProps, ImageProps } from '@hubspot/ui-extensions';
import { sizeName } from './sizes.ts';
import { useOverlay } from '../extension/overlays.tsx';

const signs: Readonly<Record<string, string>> = {
  add: '+',
  attach: '⎘',
  block: '⊘',
  checkCircle: '✓',
  clock: '◷',
  copy: '⧉',
  dataSync: '⇄',
  date: '▦',
  delete: '✕',
  download: '⭳',
  downCarat: '▾',
  edit: '✎',
  email: '✉',
  exclamation: '!',
  exclamationCircle: '!',
  filter: '⧩',
  info: 'i',
  infoNoCircle: 'i',
  invoice: '≣',
  left: '‹',
  link: '⛓',
  locked: '⚿',
  question: '?',
  questionCircle: '?',
  quickbooks: 'qb',
  refresh: '↻',
  remove: '✕',
  right: '›',
  search: '⌕',
  settings: '⚙',
  shoppingCart: '◫',
  success: '✓',
  upCarat: '▴',
  view: '◉',
  warning: '⚠',
  xCircle: '✕',
};

export const Icon = ({ name, color = 'inherit', size, screenReaderText, testId }: IconProps) => (
  <span
    className={`hs-icon hs-icon-${color} hs-icon-${sizeName(size, 'sm')}`}
    data-icon={name}
    data-testid={testId}
    {...(screenReaderText ? { role: 'img', 'aria-label': screenReaderText } : { 'aria-hidden': true })}
  >
    {signs[name] ?? '•'}
  </span>
);

/** One drawing for all illustrations but those that warn or lock; the name only matters to HubSpot. */
export function Picture({
  name,
  width,
  alt,
}: {
  readonly name: string;
  readonly width: number;
  readonly alt?: string;
}) {
  const accessible = alt ? { role: 'img', 'aria-label': alt } : { 'aria-hidden': true };
  return (
    <svg className="hs-picture" width={width} height={width * 0.62} viewBox="0 0 160 100" {...accessible}>
      <ellipse cx="80" cy="90" rx="62" ry="7" fill="#eaf0f6" />
      {name === 'warning' || name === 'lock' ? warning : linked}
    </svg>
  );
}

const warning = (
  <>
    <path d="M80 18 L118 84 H42 Z" fill="#fdf2e2" stroke="#a85c00" strokeWidth="3" strokeLinejoin="round" />
    <path d="M80 42 V62 M80 70 V73" stroke="#a85c00" strokeWidth="4" strokeLinecap="round" />
  </>
);

const linked = (
  <>
    <rect x="18" y="28" width="48" height="56" rx="5" fill="#fff" stroke="#99acc2" strokeWidth="2" />
    <rect x="94" y="28" width="48" height="56" rx="5" fill="#fff" stroke="#99acc2" strokeWidth="2" />
    <path d="M28 42 H56 M28 53 H50 M28 64 H54" stroke="#cbd6e2" strokeWidth="4" strokeLinecap="round" />
    <path d="M104 42 H132 M104 53 H126 M104 64 H130" stroke="#cbd6e2" strokeWidth="4" strokeLinecap="round" />
    <circle cx="80" cy="56" r="17" fill="#e5f5f8" stroke="#0a7d8c" strokeWidth="2" />
    <path
      d="M72 52 H87 L83 48 M88 60 H73 L77 64"
      fill="none"
      stroke="#0a7d8c"
      strokeWidth="2.4"
      strokeLinecap="round"
    />
  </>
);

export const Illustration = ({ name, alt, width = 160 }: IllustrationProps) => (
  <Picture name={name} width={width} alt={alt} />
);

export function Image({ alt = '', src, width, height, href, onClick, overlay, testId }: ImageProps) {
  const { click, shown } = useOverlay({ onClick, overlay });
  const picture = <img alt={alt} src={src} width={width} height={height} data-testid={testId} />;
  const url = typeof href === 'object' ? href.url : href;
  const framed =
    url === undefined ? (
      picture
    ) : (
      <a href={url} target="_blank" rel="noreferrer" onClick={click}>
        {picture}
      </a>
    );
  const clickable = url === undefined && (onClick !== undefined || overlay !== undefined);
  return (
    <>
      {clickable ? (
        <button type="button" className="hs-plain" onClick={click}>
          {picture}
        </button>
      ) : (
        framed
      )}
      {shown}
    </>
  );
}
