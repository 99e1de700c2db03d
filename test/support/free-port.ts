import { createServer } from 'node:net';

/** Below the range from which systems take ports for outgoing connections, which could take a port while its server restarts. */
const lowest = 20_000;
const highest = 32_000;

/** A port of this machine that nobody listens on just now, and that outgoing connections are not given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
