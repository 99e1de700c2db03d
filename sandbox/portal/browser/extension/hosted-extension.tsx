// An extension in its place in HubSpot: what it is told about person and record, and what it may do to the page.

import { useCallback, useMemo, useState } from 'react';
import { typeIds } from '../../object-type-ids.ts';
import type { ExtensionView, HubSpotType } from '../../wire.ts';
import { Dialog } from '../components/dialogs.tsx';
import { useSession } from '../session.tsx';
import type { Session } from '../session.tsx';
import type { ExtensionActions, AlertMessage, IframeRequest } from './actions.ts';
import { Alerts } from './alerts.tsx';
import { Extension } from './extension.tsx';
import { closeOverlay } from './overlays.tsx';
import type { CarriedResponse, CrmRequestKind, HostApi } from './protocol.ts';

/** The record whose page the extension is on. */
export interface ShownRecord {
  readonly type: HubSpotType;
  readonly id: string;
}

interface HostedExtensionProps {
  readonly extension: ExtensionView;
  readonly record: ShownRecord | null;
  /** The extension wants the record's properties read again. */
  readonly onRefresh?: () => void;
}

export function HostedExtension({ extension, record, onRefresh }: HostedExtensionProps) {
  const session = useSession();
  const [alerts, setAlerts] = useState<readonly AlertMessage[]>([]);
  const [frame, setFrame] = useState<IframeRequest | null>(null);
  const [round, setRound] = useState(0);
  const [type, id] = [record?.type, record?.id];
  const context = useMemo(
    () => contextOf(session, extension, type && id ? { type, id } : null),
    [session, extension, type, id],
  );
  const host = useMemo(() => hostOf(session, context), [session, context]);
  const refresh = useCallback(() => onRefresh?.(), [onRefresh]);
  const actions = useMemo<ExtensionActions>(
    () => ({
      addAlert: (alert: AlertMessage) => setAlerts((before) => [...before.slice(-3), alert]),
      reloadPage: () => setRound((before) => before + 1),
      refreshObjectProperties: refresh,
      // HubSpot calls back only for changes made in its own screens; here those come with the next reading.
      onCrmPropertiesUpdate: () => undefined,
      fetchCrmObjectProperties: async (names: readonly string[] | '*') =>
        JSON.parse((await host.crm('properties', names)).body).data,
      openIframeModal: (request: Omit<IframeRequest, 'onClose'>, onClose?: () => void) =>
        setFrame({ ...request, onClose }),
      closeOverlay,
      copyTextToClipboard: (text: string) => navigator.clipboard.writeText(text),
      navigateToPage: () => undefined,
    }),
    [host, refresh],
  );
  const closeAlert = useCallback(
    (closed: AlertMessage) => setAlerts((before) => before.filter((alert) => alert !== closed)),
    [],
  );
  const closeFrame = (): void => {
    setFrame(null);
    frame?.onClose?.();
  };
  return (
    <>
      <Alerts alerts={alerts} onClose={closeAlert} />
      {/* Another person, language or record, or a reloaded page, starts the extension anew. */}
      <Extension
        key={`${round} ${JSON.stringify(context)}`}
        script={extension.script}
        context={context}
        actions={actions}
        host={host}
      />
      {frame ? <FrameDialog request={frame} onClose={closeFrame} /> : null}
    </>
  );
}

interface FrameDialogProps {
  readonly request: IframeRequest;
  readonly onClose: () => void;
}

const FrameDialog = ({ request, onClose }: FrameDialogProps) => {
  const { uri, title = uri, width, height } = request;
  return (
    <Dialog kind="hs-modal hs-modal-frame" title={request.title} label={title} onClose={onClose}>
      <iframe
        sandbox="allow-scripts allow-forms allow-popups"
        src={uri}
        title={title}
        width={width}
        height={height}
      />
    </Dialog>
  );
};

const locales = { en: 'en-us', fr: 'fr-fr' } as const;

interface Context {
  readonly location: string;
  readonly user: object;
  readonly portal: object;
  readonly variables: object;
  readonly extension: object;
  readonly crm?: { readonly objectId: number; readonly objectTypeId: string };
}

function contextOf(
  { account, person, language }: Session,
  extension: ExtensionView,
  record: ShownRecord | null,
): Context {
  const { id, email, firstName, lastName, superAdmin } = person;
  return {
    location: extension.location,
    user: {
      id,
      email,
      emails: [email],
      firstName,
      lastName,
      roles: [],
      teams: [],
      locale: locales[language],
      language,
      permissions: superAdmin ? ['integrations-management-write'] : [],
    },
    portal: { id: account.portalId, timezone: account.timeZone },
    variables: account.variables,
    extension: { appId: account.appId, appName: 'Ledgerline', cardTitle: extension.title },
    ...(record && { crm: { objectId: Number(record.id), objectTypeId: typeIds[record.type] } }),
  };
}

/** What HubSpot does for an extension is done by the portal's server. */
function hostOf({ person }: Session, { crm }: Context): Pick<HostApi, 'fetch' | 'crm'> {
  return {
    fetch: (url, call) => carry('/hubspot/fetch', { userId: person.id, call: { ...call, url } }),
    async crm(kind: CrmRequestKind, request: unknown) {
      const { status, contentType, body } = await carry(`/hubspot/crm/${kind}`, { crm, request });
      // The SDK's hooks read `{data}`, or `{error}` with a sentence.
      const wrapped = status === 200 ? `{"data":${body}}` : body;
      return { status: 200, contentType, body: wrapped };
    },
  };
}

async function carry(path: string, body: object): Promise<CarriedResponse> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    body: await response.text(),
  };
}
