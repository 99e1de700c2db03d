// The built scripts of all extensions, built again when their sources change.

import { watch } from 'node:fs';
import { join } from 'node:path';
import type { ExtensionView } from '../wire.ts';
import { buildExtensions } from './build-extensions.ts';
import { findExtensions, sourceFolder } from './find-extensions.ts';

const settleMs = 200;

export class ExtensionScripts {
  private building: Promise<ReadonlyMap<string, string>> = Promise.resolve(new Map());
  private found: readonly ExtensionView[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly stops: (() => void)[] = [];

  /** Starts the first build; `code` waits for it. */
  async start({ watching }: { readonly watching: boolean }): Promise<void> {
    await this.rebuild();
    if (watching) this.watchSources();
  }

  all(): readonly ExtensionView[] {
    return this.found;
  }

  /** The script at this address; undefined when there is none. Rejects with the bundler's complaint. */
  async code(address: string): Promise<string | undefined> {
    return (await this.building).get(address);
  }

  /** Calls back after every rebuild; answers how to stop that. */
  onRebuild(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  private async rebuild(): Promise<void> {
    const found = await findExtensions();
    this.found = found.map(({ entryFile: _entryFile, ...view }) => view);
    const building = buildExtensions(found.map(({ entryFile }) => entryFile)).then(
      ({ scripts }) => new Map(found.map(({ script }, index) => [script, scripts[index] ?? ''])),
    );
    // Whoever asks for a script hears of a failed build.
    building.catch(() => undefined);
    this.building = building;
  }

  private watchSources(): void {
    let timer: NodeJS.Timeout | undefined;
    const watcher = watch(join(sourceFolder, 'app'), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.rebuildAndTell(), settleMs);
    });
    this.stops.push(() => {
      clearTimeout(timer);
      watcher.close();
    });
  }

  private async rebuildAndTell(): Promise<void> {
    // A file half written: the next change brings another build.
    await this.rebuild()
      .then(() => this.building)
      .catch(() => undefined);
    for (const listener of this.listeners) listener();
  }
}
