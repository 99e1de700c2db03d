import { z } from 'zod';

const kinds = [
  '429',
  '500',
  'html503',
  'timeoutBefore',
  'timeoutAfter',
  'slow',
  'fault200',
  '401',
  'stale',
] as const;

const orderSchema = z.strictObject({
  match: z.strictObject({ method: z.string().optional(), path: z.string().optional() }).default({}),
  kind: z.enum(kinds),
  times: z.number().int().min(1).default(1),
  ms: z.number().min(0).default(0),
});

export type FaultOrder = z.infer<typeof orderSchema>;

/** Faults ordered by `POST /__sim/fail`, used up in the order they were given. */
export class FaultQueue {
  private orders: FaultOrder[] = [];

  /** Queues one order; returns the problems of a malformed one. */
  add(body: unknown): string[] {
    const parsed = orderSchema.safeParse(body);
    if (!parsed.success)
      return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    this.orders.push(parsed.data);
    return [];
  }

  /** The first order that fits this request, counted down. */
  take(method: string, path: string): FaultOrder | undefined {
    const order = this.orders.find((candidate) => fits(candidate, method, path));
    if (!order) return undefined;
    order.times--;
    if (order.times <= 0) this.orders = this.orders.filter((candidate) => candidate !== order);
    return order;
  }

  clear(): void {
    this.orders = [];
  }
}

function fits(order: FaultOrder, method: string, path: string): boolean {
  const { match } = order;
  if (match.method && match.method.toUpperCase() !== method.toUpperCase()) return false;
  if (match.path === undefined) return true;
  return match.path.startsWith('^') ? new RegExp(match.path).test(path) : path.includes(match.path);
}
