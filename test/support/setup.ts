import { beforeAll } from 'vitest';
import { loadPowerShell } from './powershell.ts';

beforeAll(loadPowerShell);
