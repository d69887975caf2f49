export { type AppOptions, buildApp } from './api/app.ts';
export { type Config, ConfigError, defaultLimits, readConfig } from './config.ts';
export type { Env } from './services/env.ts';
export { type RunningServer, type StartOptions, startFailure, startServer } from './start.ts';
export { auditVerify, openStore, type Store, StoreError, verifyHistory } from './store/index.ts';
