import type { ModalProps, PanelProps, PanelSectionProps, TooltipProps } from '@hubspot/ui-extensions';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useText } from '../session.tsx';
import { useOverlayLifecycle } from '../extension/overlays.tsx';
import { sizeName } from './sizes.ts';

interface DialogProps {
  readonly kind: string;
  readonly title: string | undefined;
  readonly label: string | undefined;
  readonly onClose: () => void;
  readonly testId?: string | undefined;
  readonly children: ReactNode;
}

/** A modal dialog of the browser: it keeps the focus, closes on Escape, and gives the focus back. */
export function Dialog({ kind, title, label, onClose, testId, children }: DialogProps) {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return createPortal(
    <dialog
      ref={dialog}
      className={kind}
      aria-label={label ?? title}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Clicks inside an overlay are not clicks on what opened it.
      onClick={(event) => event.stopPropagation()}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" className="hs-plain" aria-label={t('dialog.close')} onClick={onClose}>
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}

function ExtensionDialog({
  kind,
  props,
}: {
  readonly kind: string;
  readonly props: ModalProps | PanelProps;
}) {
  const close = useOverlayLifecycle(props);
  return (
    <Dialog kind={kind} title={props.title} label={props['aria-label']} onClose={close} testId={props.testId}>
      {props.children}
    </Dialog>
  );
}

export const Modal = (props: ModalProps) => (
  <ExtensionDialog
    kind={`hs-modal hs-modal-${sizeName(props.width, 'md')} hs-modal-${props.variant ?? 'default'}`}
    props={props}
  />
);

export const Panel = (props: PanelProps) => (
  <ExtensionDialog kind={`hs-panel hs-panel-${sizeName(props.width, 'md')}`} props={props} />
);

interface Part {
  readonly children?: ReactNode;
}

export const DialogBody = ({ children }: Part) => <div className="hs-dialog-body">{children}</div>;
export const DialogFooter = ({ children }: Part) => <footer className="hs-dialog-footer">{children}</footer>;
export const PanelSection = ({ flush = false, children }: PanelSectionProps) => (
  <section className={flush ? 'hs-panel-section hs-flush' : 'hs-panel-section'}>{children}</section>
);

/** Shown beside what it explains once that was clicked or focused. */
export const Tooltip = ({ children }: TooltipProps) => (
  <span className="hs-tooltip" role="tooltip">
    {children}
  </span>
);
