// The server's JSON log lines in a form people read in a terminal.

import { z } from 'zod';

const lineSchema = z.looseObject({
  level: z.string(),
  time: z.string().optional(),
  msg: z.string().optional(),
  err: z.looseObject({ message: z.string() }).optional(),
});

const loud = new Set(['warn', 'error', 'fatal']);
const left = new Set(['level', 'time', 'msg', 'err', 'service', 'role', 'pid', 'hostname']);
/** Only worth their length for somebody who looks for one thing in the whole log. */
const ids = new Set(['portal', 'connection', 'run', 'requestId', 'correlationId']);

/**
 * One line for the terminal, or null when it is not worth one. `all` keeps every level and every id. Text that is no log
 * line is passed on as it is.
 */
export function readableLine(line: string, all: boolean): string | null {
  const entry = parse(line);
  if (!entry) return line.trim() === '' ? null : line;
  if (!all && !loud.has(entry.level)) return null;
  const details = Object.entries(entry).flatMap(([name, value]) =>
    left.has(name) || (!all && ids.has(name))
      ? []
      : [`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`],
  );
  const text = [entry.msg, entry.err?.message].filter(Boolean).join(': ');
  const time = (entry.time ?? '').slice(11, 19);
  return `${time} ${entry.level.padEnd(5)} ${text}${details.length > 0 ? ` (${details.join(' ')})` : ''}`;
}

function parse(line: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
