import { l10n, window } from 'vscode';
import { CloseAction, ErrorAction, type CloseHandlerResult, type ErrorHandler } from 'vscode-languageclient';
import { Crashes } from './crashes.ts';

/** More failed messages in a row are no accident. */
const MOST_ERRORS = 3;

/**
 * Starts the server again after a crash; the client then opens all documents there once more. By itself the client would only write to the log that findings were
 * gone for a moment.
 */
export function crashHandler(): ErrorHandler {
  const crashes = new Crashes();
  return {
    // A message that finds nobody is told of in the log: where the server has crashed, that is said by itself.
    error: (_error, _message, count) =>
      count !== undefined && count <= MOST_ERRORS ? { action: ErrorAction.Continue, handled: true } : { action: ErrorAction.Shutdown },
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
