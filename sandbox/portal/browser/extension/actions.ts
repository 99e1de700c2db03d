import type { AddAlertAction, OpenIframeModalAction } from '@hubspot/ui-extensions';

export type AlertMessage = Parameters<AddAlertAction>[0];
export type IframeRequest = Parameters<OpenIframeModalAction>[0] & {
  readonly onClose: (() => void) | undefined;
};

/** Everything HubSpot lets an extension do to the page around it. */
export interface ExtensionActions {
  readonly [name: string]: (...given: never[]) => unknown;
}
