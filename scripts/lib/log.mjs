/** Says what a script is doing, one line each. */
export function say(text) {
  process.stderr.write(`[huanzhi] ${text}\n`);
}

/** Prints why it cannot go on and leaves with exit code 1. */
export function fail(text) {
  process.stderr.write(`[huanzhi] ${text}\n`);
  process.exit(1);
}
