// What the demo and the stand-ins can be told by the environment and the command line.

import { createServer } from 'node:net';
import { z } from 'zod';

const port = (otherwise: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65_535, 'must be between 1 and 65535')
    .default(otherwise);

const portSchema = z.object({
  PORT: port(3000),
  PORTAL_PORT: port(3001),
  SANDBOX_QUICKBOOKS_PORT: port(9101),
  SANDBOX_HUBSPOT_PORT: port(9102),
});

export type Ports = z.infer<typeof portSchema>;
export type PortName = keyof Ports;

export interface DemoSettings {
  readonly ports: Ports;
  /** False leaves installing and connecting to the person: DEMO_CONNECT=0. */
  readonly connect: boolean;
  /** DEMO_LOG=1: every line of the server's log, not only warnings and errors. */
  readonly allLogLines: boolean;
  /** `--reset`: also the database's folder and the kept keys are made anew. */
  readonly reset: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the ports; throws one error that names every wrong one. An empty value counts as absent. */
export function readPorts(env: Environment): Ports {
  const given = Object.fromEntries(
    Object.keys(portSchema.shape).flatMap((name) => (env[name]?.trim() ? [[name, env[name]?.trim()]] : [])),
  );
  const parsed = portSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(problems.join('; '));
}

export function readDemoSettings(env: Environment, argv: readonly string[]): DemoSettings {
  const unknown = argv.filter((argument) => argument !== '--reset');
  if (unknown.length > 0) throw new Error(`unknown argument ${unknown.join(' ')}; there is only --reset`);
  return {
    ports: readPorts(env),
    connect: env['DEMO_CONNECT'] !== '0',
    allLogLines: env['DEMO_LOG'] === '1',
    reset: argv.includes('--reset'),
  };
}

/** The ports that somebody else listens on, in words that say how to choose another. */
export async function findTakenPorts(ports: Partial<Ports>): Promise<string[]> {
  const entries = Object.entries(ports);
  const twice = entries.filter(
    ([, value], index) => entries.findIndex(([, other]) => other === value) < index,
  );
  const taken = await Promise.all(
    entries.map(async ([name, value]) => ((await isTaken(value)) ? [[name, value] as const] : [])),
  );
  return [
    ...twice.map(([name, value]) => `Port ${value} is asked for twice; give ${name} another one.`),
    ...taken
      .flat()
      .map(
        ([name, value]) =>
          `Port ${value} is in use. Is another demo running? Stop it, or choose a port: ${name}=${value + 10}`,
      ),
  ];
}

function isTaken(value: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true);
      else reject(error);
    });
    // Without a host, as the server listens: this also finds a listener on one address only.
    probe.listen(value, () => probe.close(() => resolve(false)));
  });
}
