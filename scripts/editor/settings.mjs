// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Nothing that is not about the extension: no greeting, no questions, no advertising, no traffic. */
const settings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // In a browser the default is to save after a second, which is not what people have on their desks.
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'git.enabled': false,
  // Requests to the host of the tests must not go through somebody's proxy.
  'http.proxySupport': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.confirmBeforeClose': 'never',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.editor.empty.hint': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Nobody is asked whether the folder is trusted. */
const untrusting = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' };
const trusting = { 'security.workspace.trust.enabled': false };

/** Has ours run in the browser, where they would run on the server as well: the address can ask for that too, but no build heeds it. */
const inBrowser = { 'remote.extensionKind': { 'aovpn.always-on-vpn': ['web'], 'aovpn-test.suite': ['web'] } };

/**
 * Makes a fresh profile for an editor. Desktop and server understand the layout.
 * @param {string} folder
 * @param {Pick<import('./rounds.mjs').Round, 'host' | 'trusted'>} [round]
 */
export function createProfile(folder, { host, trusted } = { host: 'node', trusted: true }) {
  const profile = { userData: join(folder, 'user-data'), extensions: join(folder, 'extensions') };
  mkdirSync(join(profile.userData, 'User'), { recursive: true });
  mkdirSync(profile.extensions, { recursive: true });
  writeFileSync(
    join(profile.userData, 'User/settings.json'),
    JSON.stringify({ ...settings, ...(trusted ? trusting : untrusting), ...(host === 'web' ? inBrowser : {}) }, undefined, 2),
  );
  return profile;
}
