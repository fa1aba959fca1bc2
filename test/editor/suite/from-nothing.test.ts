import * as assert from 'node:assert';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { select, until, uriOf } from './editor.ts';
import { needsWindow, openLightBulb, press, screenshot, type, view, waitFor } from './host.ts';

