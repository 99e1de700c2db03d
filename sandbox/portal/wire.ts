// What the portal's server and its page say to each other. Types only: the page runs in a browser.

import type { ConnectionView } from '../demo/ledgerline-api.ts';
import type { Change } from './changes.ts';
import type { Details } from './details.ts';
import type { HubSpotType, Pair } from './pairs.ts';
import type { Row } from './rows.ts';
import type { Switches, TroubleKind, VendorName } from './trouble.ts';
import type { Value } from './values.ts';

export type {
  Change,
  ConnectionView,
  Details,
  HubSpotType,
  Pair,
  Row,
  Switches,
  TroubleKind,
  Value,
  VendorName,
};
export type { QuickBooksType, Entity } from './pairs.ts';
export type { ComparedField } from './details.ts';

export interface PersonView {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly superAdmin: boolean;
}

/** One extension of the app, wherever HubSpot would show it. */
export interface ExtensionView {
  readonly uid: string;
  readonly title: string;
  readonly location:
    'settings' | 'crm.record.tab' | 'crm.record.sidebar' | 'crm.preview' | 'helpdesk.sidebar';
  /** For cards: plural names of the objects whose records show them. */
  readonly objectTypes: readonly string[];
  /** Address of the built script. */
  readonly script: string;
}

/** What does not change while the portal runs. */
export interface AccountView {
  readonly portalId: number;
  readonly timeZone: string;
  readonly appId: number;
  readonly people: readonly PersonView[];
  readonly extensions: readonly ExtensionView[];
  /** The variables of the profile the app is built with. */
  readonly variables: Readonly<Record<string, string>>;
  readonly installUrl: string;
  readonly companyName: string;
}

/** What the frame around every page shows. */
export interface StatusView {
  /** Null while the server does not answer. */
  readonly connection: ConnectionView | null;
  readonly changes: readonly Change[];
  readonly trouble: Switches;
}

export interface ListView {
  readonly type: string;
  readonly page: number;
  readonly pages: number;
  readonly rowsPerPage: number;
  /** Rows that the search lets through. */
  readonly total: number;
  readonly rows: readonly Row[];
}

/** One property of a HubSpot record. */
export interface PropertyView {
  readonly name: string;
  /** Name of its label in the catalogue. */
  readonly label: string;
  readonly value: Value | null;
  /** The text a form starts with; null when a person cannot change it here. */
  readonly editable: string | null;
}

export interface AssociationView {
  readonly type: HubSpotType;
  readonly id: string;
  readonly title: string;
  /** What tells it from its like: an e-mail address, an amount. */
  readonly detail: Value | null;
}

export interface RecordView {
  readonly type: HubSpotType;
  readonly id: string;
  readonly title: string;
  readonly properties: readonly PropertyView[];
  readonly associations: readonly AssociationView[];
  /** The record beside its QuickBooks counterpart; null for objects that are not synced. */
  readonly details: Details | null;
}

export interface ChoicesView {
  readonly customers: readonly { readonly id: string; readonly name: string }[];
  readonly items: readonly { readonly id: string; readonly name: string; readonly price: string }[];
}
