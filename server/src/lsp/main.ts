import { startServer } from './stdio.ts';

startServer();
