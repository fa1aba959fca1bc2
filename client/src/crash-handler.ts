import { l10n, window } from 'vscode';
import { CloseAction, ErrorAction, type CloseHandlerResult, type ErrorHandler } from 'vscode-languageclient';
import { Crashes } from './crashes.ts';

/**
 * Starts the server again after a crash; the client then opens all documents there once more. By itself the client would only write to the log that findings were
 * gone for a moment.
 */
export function crashHandler(): ErrorHandler {
  const crashes = new Crashes();
  return {
    // A message that finds nobody is told of in the log: where the server has crashed while it was sent to, the connection closes next. To shut down here would
    // be taken for the user's wish then, after which nothing is started again and nobody is told.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => closed(crashes),
  };
}

function closed(crashes: Crashes): CloseHandlerResult {
  const after = crashes.add(Date.now());
  if (after === 'give-up') {
    const message = l10n.t('Always On VPN has stopped too often and is not started again. Reload the window to try again.');
    return { action: CloseAction.DoNotRestart, message };
  }
  if (after === 'restart-and-tell') void window.showWarningMessage(l10n.t('Always On VPN has stopped by mistake and was started again. Nothing is lost.'));
  return { action: CloseAction.Restart };
}
