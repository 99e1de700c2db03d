// A component with an `overlay` opens it when it is clicked; extensions close it by its id.

import { createContext, useContext, useEffect, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import type { ExtensionEvent, Reactions } from '@hubspot/ui-extensions';

type Close = () => void;
const open = new Map<string, Close>();

/** The extension's action `closeOverlay`. An overlay that is not open is left alone. */
export const closeOverlay = (id: string): void => open.get(id)?.();

export const reactions: Reactions = {
  closeModal: closeOverlay,
  closePanel: closeOverlay,
  openModal: () => undefined,
  openPanel: () => undefined,
};

/** What HubSpot tells an extension about a click: nothing that would not cross into a worker. */
export const plainEvent = ({
  type,
  timeStamp,
}: Pick<ExtensionEvent, 'type' | 'timeStamp'>): Pick<ExtensionEvent, keyof ExtensionEvent> => ({
  type,
  timeStamp,
  bubbles: true,
  id: '',
});

const CloseContext = createContext<Close>(() => undefined);

interface Clickable {
  // A Tooltip or a string is shown on hover by HubSpot; a Modal or Panel opens on click.
  readonly overlay?: ReactNode;
  readonly onClick?: ((event: ExtensionEvent, given: Reactions) => void | Promise<void>) | undefined;
}

/** The click handler of such a component, and its overlay while it is open. */
export function useOverlay({ overlay, onClick }: Clickable): {
  readonly click: (event: MouseEvent) => void;
  readonly shown: ReactNode;
} {
  const [isOpen, setOpen] = useState(false);
  const click = (event: MouseEvent): void => {
    void onClick?.(plainEvent(event), reactions);
    if (overlay) setOpen(true);
  };
  const shown = isOpen ? (
    <CloseContext.Provider value={() => setOpen(false)}>{overlay}</CloseContext.Provider>
  ) : null;
  return { click, shown };
}

interface Lifecycle {
  readonly id: string;
  readonly onOpen?: (() => void) | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** For the overlay itself: registers it under its id, and answers how it closes. */
export function useOverlayLifecycle({ id, onOpen, onClose }: Lifecycle): Close {
  const closeSelf = useContext(CloseContext);
  const close = (): void => {
    onClose?.();
    closeSelf();
  };
  useEffect(() => {
    onOpen?.();
    // Once, when it opens.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react/exhaustive-deps
  }, []);
  useEffect(() => {
    open.set(id, close);
    return () => {
      open.delete(id);
    };
  });
  return close;
}
