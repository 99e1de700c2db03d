import { createServer } from 'node:http';
import type { Express } from 'express';

export interface RunningServer {
  readonly port: number;
  /** Stops accepting, lets answers finish, then cuts what is left. */
  close(): Promise<void>;
}

const finishWithinMs = 10_000;

/** Listens with limits on slow clients. Port 0 takes any free one. Rejects when the port cannot be had. */
export const listen = async (app: Express, port: number): Promise<RunningServer> => {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    app,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), finishWithinMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
};
