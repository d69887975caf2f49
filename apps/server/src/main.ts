import { startFailure, startServer } from './start.ts';

/** The server as a process: starts, stops gracefully on the first signal and at once on the second. */
async function main(): Promise<void> {
  const server = await startServer();
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error) ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
});
