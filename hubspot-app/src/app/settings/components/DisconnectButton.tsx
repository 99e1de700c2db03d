import {
  Button,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  Text,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import { problemOf, problemText } from '@ledgerline/ui/problem';
import type { Server } from '@ledgerline/ui/server';
import { useLocale } from '@ledgerline/ui/use-locale';
import { useState } from 'react';

const modalId = 'disconnect-quickbooks';

interface DisconnectButtonProps {
  readonly server: Server;
  readonly companyName: string;
  readonly onDisconnected: () => Promise<void>;
}

/** Ends the connection after a confirmation that says what stops and what stays. */
export function DisconnectButton({ server, companyName, onDisconnected }: DisconnectButtonProps) {
  const { say } = useLocale();
  const { addAlert, closeOverlay } = useExtensionActions<'settings'>();
  const [ending, setEnding] = useState(false);

  const disconnect = async (): Promise<void> => {
    setEnding(true);
    const answer = await server.call('POST /api/disconnect', { body: { scope: 'quickbooks' } });
    setEnding(false);
    closeOverlay(modalId);
    if (answer.kind === 'ok') {
      const pending = answer.data.quickbooks === 'pending';
      addAlert({
        type: pending ? 'warning' : 'success',
        message: say(pending ? 'disconnect.pending' : 'disconnect.done'),
      });
    } else {
      addAlert({
        type: 'danger',
        title: say('disconnect.failed'),
        message: problemText(say, problemOf(answer)),
      });
    }
    // Also after a failure: somebody else may have disconnected it, or taken this person's permission.
    await onDisconnected();
  };

  const confirmation = (
    <Modal id={modalId} title={say('disconnect.title')} variant="danger" width="md">
      <ModalBody>
        <Text>{say('disconnect.text', { company: companyName })}</Text>
      </ModalBody>
      <ModalFooter>
        <LoadingButton variant="destructive" loading={ending} onClick={disconnect}>
          {say('disconnect.confirm')}
        </LoadingButton>
        <Button variant="secondary" onClick={() => closeOverlay(modalId)}>
          {say('disconnect.cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
  return (
    <Button variant="secondary" overlay={confirmation}>
      {say('disconnect.action')}
    </Button>
  );
}
