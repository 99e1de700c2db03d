import { expect, test } from '@jest/globals';
import { createMetrics } from '../../../server/metrics.ts';

test('metrics count by closed lists of labels and name no tenant', async () => {
  const metrics = createMetrics({ processMetrics: false });
  metrics.httpRequest({ method: 'GET', route: '/healthz', status: 200, seconds: 0.004 });
  metrics.vendorCall({ vendor: 'hubspot', kind: 'search', outcome: 'ok' });
  metrics.passFinished({ outcome: 'done', seconds: 1.5 });
  metrics.marksProcessed('in-sync', 40);
  metrics.webhooks('quickbooks', 'unknown', 2);
  metrics.queueSize('pass', 'created', 3);
  const text = await metrics.render();
  expect(text).toContain('ledgerline_vendor_calls_total{vendor="hubspot",kind="search",outcome="ok"} 1');
  expect(text).toContain('ledgerline_marks_processed_total{outcome="in-sync"} 40');
  expect(text).toContain('ledgerline_webhooks_total{vendor="quickbooks",result="unknown"} 2');
  expect(text).toContain('ledgerline_queue_jobs{queue="pass",state="created"} 3');
  expect(text).toContain(
    'ledgerline_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1',
  );
  expect(text).not.toMatch(/connection|portal|realm/i);
});
