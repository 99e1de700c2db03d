import { z } from 'zod';
import type { SimSettings } from './vendor.ts';

const patchSchema = z.strictObject({
  limits: z.boolean().optional(),
  latencyMs: z.number().min(0).optional(),
  webhooks: z
    .strictObject({
      on: z.boolean(),
      delayMs: z.number().min(0),
      duplicate: z.boolean(),
      shuffle: z.boolean(),
      dropRate: z.number().min(0).max(1),
    })
    .partial()
    .optional(),
  behaviours: z.record(z.string(), z.union([z.boolean(), z.string(), z.number()])).optional(),
});

/** The state every stand-in starts from and returns to on reset. */
export function defaultSettings(behaviours: SimSettings['behaviours']): SimSettings {
  return {
    limits: true,
    latencyMs: 0,
    webhooks: { on: true, delayMs: 0, duplicate: false, shuffle: false, dropRate: 0 },
    behaviours: { ...behaviours },
  };
}

/** Copies `source` into `target` in place, because vendor code holds on to the settings object. */
export function assignSettings(target: SimSettings, source: SimSettings): void {
  target.limits = source.limits;
  target.latencyMs = source.latencyMs;
  target.webhooks = { ...source.webhooks };
  target.behaviours = { ...source.behaviours };
}

/**
 * Deep-merges a `PATCH /__sim/settings` body. Returns the problems found, and changes nothing if there are any:
 * a switch that does not exist or has another type would make a test pass for the wrong reason.
 */
export function patchSettings(settings: SimSettings, body: unknown): string[] {
  const parsed = patchSchema.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const { limits, latencyMs, webhooks = {}, behaviours = {} } = parsed.data;
  const problems = Object.entries(behaviours).flatMap(([name, value]) => {
    const known = settings.behaviours[name];
    if (known === undefined) return [`behaviours.${name}: no such switch`];
    return typeof known === typeof value ? [] : [`behaviours.${name}: expected a ${typeof known}`];
  });
  if (problems.length > 0) return problems;
  if (limits !== undefined) settings.limits = limits;
  if (latencyMs !== undefined) settings.latencyMs = latencyMs;
  for (const [key, value] of Object.entries(webhooks)) {
    if (value !== undefined) Object.assign(settings.webhooks, { [key]: value });
  }
  Object.assign(settings.behaviours, behaviours);
  return [];
}
